package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.plan.Schedule.Taps;
import io.github.cnnc.compiler.plan.Schedule.VectorConv;
import io.github.cnnc.compiler.plan.Schedule.VectorWindow;
import io.github.cnnc.runtime.Volume;

/** Estimated cycles of SIMD schedules, of a core with two multiply-add units of four cycles and two loads a cycle. */
final class VectorCost {

    /** Multiply-adds in a loop body past which C2 allocates registers worse. */
    private static final int CLIFF = 90;

    /** Bytes a cycle from memory. */
    private static final double BYTES = 8;

    /** Bytes a cycle from the third-level cache. */
    private static final double SHARED_BYTES = 16;

    /** Bytes that are taken to be in the third-level cache from run to run. */
    private static final double SHARED_CACHE = 8 << 20;

    /** Bytes of the second-level cache. */
    private static final double CACHE = 1 << 20;

    /** Weights of a fully connected layer that are rather not copied into another order when a model is loaded. */
    private static final long COPIED = 2 << 20;

    private VectorCost() {}

    static double of(Schedule.Vector schedule, Op op, Program program) {
        if (schedule instanceof VectorConv conv) {
            double copied = op instanceof Op.Dense && Work.macs(op, program) > COPIED ? 1.1 : 1;
            return copied * conv(conv, ConvShape.of(op, program).orElseThrow());
        }
        if (schedule instanceof Schedule.VectorDense dense) {
            Volume in = program.values().get(op.inputs().get(0));
            int units = program.values().get(op.output()).size();
            double steps = Math.ceil(in.size() / (double) dense.lanes());
            double tile = steps * Math.max(4, 1.1 * dense.rows()) + 80 * dense.rows();
            // One stream of weights reads 15 GB/s where eight read 27.
            double memory = dense.rows() < 4 ? BYTES / 2 : BYTES;
            return beyondCache(tile * tiles(units, dense.rows()), 4.0 * in.size() * units, memory);
        }
        if (schedule instanceof Schedule.Winograd winograd) {
            Op.Conv conv = ConvShape.conv(op).orElseThrow();
            Volume in = program.values().get(conv.input());
            return winograd(
                    winograd,
                    WinogradShape.of(conv, winograd, in, program.values().get(conv.output())));
        }
        Volume out = program.values().get(op.output());
        double vectors = Math.ceil(out.depth() / (double) schedule.lanes());
        if (schedule instanceof VectorWindow window) {
            Window w = Schedules.window(op).orElseThrow();
            int loads = (window.columns() - 1) * Math.min(w.strideWidth(), w.kernelWidth()) + w.kernelWidth();
            double taps = (double) w.kernelWidth() * w.kernelHeight();
            double units = taps * window.columns() / 2;
            double memory = (loads * (double) w.kernelHeight() + taps) / 2;
            double tile = Math.max(units, memory) + 3 + 2.0 * window.columns();
            // Four columns of many channels lie in few sets of the cache: 14x14x512 takes 0.16 instead of 0.12 ms.
            double conflicts = window.columns() > 2 && out.depth() >= 256 ? 1.5 : 1;
            return (tile * vectors * conflicts + 10) * tiles(out.width(), window.columns()) * out.height();
        }
        return out.width() * (double) out.height() * (vectors * op.inputs().size() + 5);
    }

    private static double conv(VectorConv s, ConvShape shape) {
        int pixels = s.rows() * s.columns();
        int accumulators = pixels * s.vectors() * s.chains();
        int unrolled = VectorSchedules.unrolled(s, shape);
        double read = pixels;
        if (s.taps() != Taps.LINE && shape.dilationWidth() == 1 && shape.strideWidth() < shape.kernelWidth()) {
            int columns = (s.columns() - 1) * shape.strideWidth() + shape.kernelWidth();
            read = s.rows() * Math.max(1, columns / (double) shape.kernelWidth());
        }
        double spill = Math.max(0, accumulators + s.vectors() + 1 - 31);
        int body = pixels * s.vectors() * unrolled;
        double cliff = body > CLIFF ? 1 + (body - CLIFF) / 100.0 : 1 + body / 1000.0;
        double tap =
                (inner(pixels, s.vectors(), read, s.chains()) + spill) * cliff * streams(s, shape) + 1.0 / unrolled;
        double tile = tap * shape.taps()
                + 10.0 * (s.taps() == Taps.WINDOW ? 1 : shape.kernelHeight())
                + 10
                + 2.5 * accumulators;
        double bytes = 4.0 * shape.taps() * shape.filters() * shape.groups();
        double tiles = tiles(shape.width(), s.columns()) * tiles(shape.height(), s.rows());
        double computed = tile * tiles * tiles(shape.filters(), s.vectors() * s.lanes()) * shape.groups();
        return beyondCache(computed, bytes, BYTES);
    }

    /**
     * What a tile loses whose inputs come from many places at once, or whose weights do not stay in the first-level cache: 56x56,
     * 128 to 128 channels, JDK 25: 8x2 vectors 109 GFLOP/s, 14x2 85 to 105 as it happens to lie in memory, 6x4 83 to 107.
     */
    private static double streams(VectorConv s, ConvShape shape) {
        boolean deep = s.taps() == Taps.LINE && shape.depth() >= 64;
        return deep && (s.rows() * s.columns() > 8 || s.vectors() > 2) ? 1.12 : 1;
    }

    /** The cycles of a computation that reads so many bytes of weights once. */
    private static double beyondCache(double computed, double bytes, double bytesPerCycle) {
        return bytes > CACHE ? Math.max(computed, bytes / bytesPerCycle) + computed / 100 : computed;
    }

    /**
     * Cycles of one tap of a register tile: two multiply-adds a cycle, each of four cycles, and what loads and broadcasts get in
     * their way.
     */
    private static double inner(int pixels, int vectors, double read, int chains) {
        double latency = 4.0 / chains;
        return Math.max(Math.max(pixels * vectors / 2.0, latency), (read + vectors) / 2) + 0.25 * (read + vectors);
    }

    private static double winograd(Schedule.Winograd s, WinogradShape shape) {
        double micro = shape.isShallow() ? shallow(s, shape) : deep(s, shape);
        double product = micro * tiles(s.tiles(), s.rows()) * shape.filterTiles() * shape.points();
        double transforms = s.tiles()
                * 6.0
                * shape.points()
                * (tiles(shape.depth(), shape.channelLanes()) + tiles(shape.filters(), s.lanes()))
                / 2;
        double bytes = shape.points() * (double) shape.depth() * shape.filters() * 4;
        double weights = bytes / (bytes < SHARED_CACHE ? SHARED_BYTES : BYTES);
        double scratch = Math.max(0, shape.scratchFloats() * 4.0 - CACHE) * 2 / BYTES;
        return shape.blocks() * (Math.max(product, weights) + transforms + scratch);
    }

    private static double deep(Schedule.Winograd s, WinogradShape shape) {
        return inner(s.rows(), s.vectors(), s.rows(), 1) * shape.depth() + 15 + 2.0 * s.rows() * s.vectors();
    }

    /**
     * Without a loop, broadcasts are operands of multiply-adds. LeNet-5's second convolution, 6 channels, takes 3.5 us with 9 rows,
     * 4.2 with 14, and 4.9 without Winograd.
     */
    private static double shallow(Schedule.Winograd s, WinogradShape shape) {
        int sums = s.rows() * s.vectors();
        double tap = Math.max(sums, s.rows() + s.vectors()) / 2.0;
        return tap * shape.depth() * (1 + sums * shape.depth() / 400.0) + 5 + sums;
    }

    private static double tiles(int size, int tile) {
        return (size + tile - 1) / tile;
    }
}
