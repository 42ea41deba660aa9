package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.VectorCost;

/** Estimated cycles of {@link VectorConv}, of a core with two multiply-add units of four cycles and two loads a cycle. */
final class VectorConvCost {

    /** Multiply-adds in a loop body past which C2 allocates registers worse. */
    private static final int CLIFF = 90;

    /** Weights of a fully connected layer that are rather not copied into another order when a model is loaded. */
    private static final long COPIED = 2 << 20;

    private VectorConvCost() {}

    static double of(VectorConv s, Operation operation) {
        double copied = operation.op() instanceof Op.Dense && Work.macs(operation) > COPIED ? 1.1 : 1;
        return copied * conv(s, ConvShape.of(operation));
    }

    private static double conv(VectorConv s, ConvShape shape) {
        int pixels = s.pixels();
        int sums = pixels * s.vectors() * s.accumulators();
        int unrolled = s.unrolledTaps(shape);
        double read = pixels;
        if (s.taps() != Taps.LINE && shape.dilationWidth() == 1 && shape.strideWidth() < shape.kernelWidth()) {
            int columns = (s.columns() - 1) * shape.strideWidth() + shape.kernelWidth();
            read = s.rows() * Math.max(1, columns / (double) shape.kernelWidth());
        }
        double spill = Math.max(0, sums + s.vectors() + 1 - 31);
        int body = pixels * s.vectors() * unrolled;
        double cliff = body > CLIFF ? 1 + (body - CLIFF) / 100.0 : 1 + body / 1000.0;
        double tap = (VectorCost.tap(pixels, s.vectors(), read, s.accumulators()) + spill) * cliff * streams(s, shape)
                + 1.0 / unrolled;
        double tile =
                tap * shape.taps() + 10.0 * (s.taps() == Taps.WINDOW ? 1 : shape.kernelHeight()) + 10 + 2.5 * sums;
        double bytes = 4.0 * shape.taps() * shape.filters() * shape.groups();
        double tiles = LoopCost.tiles(shape.width(), s.columns()) * LoopCost.tiles(shape.height(), s.rows());
        double computed = tile * tiles * LoopCost.tiles(shape.filters(), s.filters()) * shape.groups();
        return VectorCost.beyondCache(computed, bytes, VectorCost.BYTES);
    }

    /**
     * What a tile loses whose inputs come from many places at once, or whose weights do not stay in the first-level cache: 56x56,
     * 128 to 128 channels, JDK 25: 8x2 vectors 109 GFLOP/s, 14x2 85 to 105 as it happens to lie in memory, 6x4 83 to 107.
     */
    private static double streams(VectorConv s, ConvShape shape) {
        boolean deep = s.taps() == Taps.LINE && shape.depth() >= 64;
        return deep && (s.pixels() > 8 || s.vectors() > 2) ? 1.12 : 1;
    }
}
