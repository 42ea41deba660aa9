package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Registers;
import io.github.cnnc.compiler.machine.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Direct convolutions and fully connected layers as such: a register tile of output pixels and filters. */
public final class ConvFamily implements Family {

    private static final int[] FILTERS = {1, 2, 3, 4, 6, 8};
    private static final int[] COLUMNS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int[] VECTOR_ROWS = {1, 2, 4};
    private static final int[] VECTORS = {1, 2, 3, 4};
    private static final int[] ACCUMULATORS = {2, 4, 8};

    /** The widest tile of vectors. */
    private static final int VECTOR_COLUMNS = 14;

    private static final int[] ROWS = {1, 2, 4, 7};
    private static final int[] PIXEL_ROWS = {1, 4, 7, 8, 10, 14, 16, 28};

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        List<Schedule> all = new ArrayList<>();
        boolean dense = operation.op() instanceof Op.Dense;
        if (target.hasVectors()) {
            vectors(target, target.widthFor(operation.output().depth()), dense, all);
        } else if (dense) {
            all.add(new FilterLoops(1, 8, 1));
        } else {
            loops(all);
        }
        if (operation.op() instanceof Op.Conv) {
            direct(all);
        }
        return all;
    }

    private static void vectors(Target target, int width, boolean dense, List<Schedule> all) {
        Registers registers = target.registers();
        for (int vectors : VECTORS) {
            for (int accumulators : ACCUMULATORS) {
                if (registers.hold(1, vectors, accumulators)) {
                    all.add(new VectorConv(width, 1, 1, vectors, accumulators, Taps.LINE));
                }
            }
            for (int rows : dense ? new int[] {1} : VECTOR_ROWS) {
                for (int columns = 1; columns <= (dense ? 1 : VECTOR_COLUMNS); columns++) {
                    if (registers.hold(rows * columns, vectors, 1)) {
                        for (Taps taps : taps(registers)) {
                            all.add(new VectorConv(width, rows, columns, vectors, 1, taps));
                        }
                    }
                }
            }
        }
    }

    /**
     * How the body of a tile may go through the taps. One of several taps broadcasts the inputs of all, for which sixteen registers are
     * too few: 57x57x3, 3x3 to 64 by rows or windows 25 to 42 GFLOP/s instead of 52.
     */
    private static List<Taps> taps(Registers registers) {
        return registers == Registers.MANY ? List.of(Taps.values()) : List.of(Taps.LINE);
    }

    private static void loops(List<Schedule> all) {
        for (int[] loop : LoopProduct.loops()) {
            for (int rows : ROWS) {
                all.add(new FilterLoops(loop[0], loop[1], rows));
            }
            for (int rows : PIXEL_ROWS) {
                for (Order order : Order.values()) {
                    all.add(new PixelLoops(loop[0], loop[1], rows, order));
                }
            }
        }
    }

    private static void direct(List<Schedule> all) {
        for (int filters : FILTERS) {
            for (int columns : COLUMNS) {
                for (Unrolled unrolled : Unrolled.values()) {
                    all.add(new DirectConv(filters, columns, unrolled));
                }
            }
        }
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(VectorConv.class, FilterLoops.class, PixelLoops.class, DirectConv.class);
    }
}
