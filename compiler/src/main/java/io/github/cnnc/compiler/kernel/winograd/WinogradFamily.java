package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.conv.ConvShape;
import io.github.cnnc.compiler.kernel.conv.LoopProduct;
import io.github.cnnc.compiler.machine.Registers;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Convolutions by Winograd's minimal filtering. */
public final class WinogradFamily implements Family {

    private static final int[] OUTPUTS = {2, 4};
    private static final int[] VECTORS = {1, 2, 3, 4};
    private static final int[] VECTOR_BLOCKS = {1, 2, 4, 7, 8, 14, 16, 21, 28, 32, 49, 56, 64, 98, 112};
    private static final int[] BLOCKS = {WinogradLoops.SMALLEST_BLOCK, 8, 16, 32};

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        List<Schedule> all = new ArrayList<>();
        if (target.hasVectors()) {
            int width = target.widthFor(operation.output().depth());
            int channelWidth = Math.min(width, target.widthFor(operation.input().depth()));
            vectors(width, channelWidth, target.registers(), ConvShape.convolved(operation), all);
            return all;
        }
        for (int[] loop : LoopProduct.loops()) {
            for (int outputs : OUTPUTS) {
                for (int tiles : BLOCKS) {
                    all.add(new WinogradLoops(outputs, tiles, loop[0], loop[1]));
                }
            }
        }
        return all;
    }

    private static void vectors(int width, int channelWidth, Registers registers, Volume out, List<Schedule> all) {
        for (int outputs : OUTPUTS) {
            for (int tiles : blocks(out, outputs)) {
                for (int vectors : VECTORS) {
                    for (int rows = 1; rows <= mostRows(vectors); rows++) {
                        boolean full =
                                2 * rows * vectors > registers.sums() || rows == tiles || vectors == 1 && rows >= 5;
                        if (registers.hold(rows, vectors, 1) && full) {
                            all.add(new VectorWinograd(width, channelWidth, outputs, tiles, rows, vectors));
                        }
                    }
                }
            }
        }
    }

    /** All tiles, if they are few, and part of more. */
    private static Set<Integer> blocks(Volume out, int outputs) {
        Set<Integer> blocks = new TreeSet<>();
        blocks.add((out.width() + outputs - 1) / outputs * ((out.height() + outputs - 1) / outputs));
        blocks.removeIf(tiles -> tiles > VECTOR_BLOCKS[VECTOR_BLOCKS.length - 1]);
        for (int tiles : VECTOR_BLOCKS) {
            blocks.add(tiles);
        }
        return blocks;
    }

    /**
     * Rows of a register tile, each of which has an address of its own. Eight rows of three vectors ran at 52 instead of 320
     * GFLOP/s (14x14, 256 filters, JDK 25).
     */
    private static int mostRows(int vectors) {
        return vectors == 1 ? 14 : vectors == 2 ? 8 : 7;
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(VectorWinograd.class, WinogradLoops.class);
    }
}
