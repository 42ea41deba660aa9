package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Schedule.Taps;
import io.github.cnnc.compiler.plan.Schedule.VectorConv;
import io.github.cnnc.compiler.plan.Schedule.VectorWindow;
import io.github.cnnc.runtime.Volume;

/** Estimated cycles of SIMD schedules, of a core with two multiply-add units of four cycles and two loads a cycle. */
final class VectorCost {

    /** Multiply-adds in a loop body past which C2 allocates registers worse. */
    private static final int CLIFF = 90;

    /** Bytes a cycle from beyond the second-level cache. */
    private static final double BYTES = 8;

    /** Bytes of the second-level cache. */
    private static final double CACHE = 1 << 20;

    private VectorCost() {}

    static double of(Schedule.Vector schedule, Op op, Program program) {
        if (schedule instanceof VectorConv conv) {
            return conv(conv, ConvShape.of(op, program).orElseThrow());
        }
        if (schedule instanceof Schedule.Winograd winograd) {
            return winograd(winograd, WinogradShape.of((Op.Conv) op, winograd, program.values().get(op.inputs().get(0)), program.values().get(op.output())));
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
            return (tile * vectors + 10) * tiles(out.width(), window.columns()) * out.height();
        }
        return out.width() * (double) out.height() * (vectors * op.inputs().size() + 5);
    }

    private static double conv(VectorConv s, ConvShape shape) {
        int pixels = s.rows() * s.columns();
        int accumulators = pixels * s.vectors();
        int unrolled = VectorSchedules.unrolled(s, shape);
        int read = pixels;
        if (s.taps() != Taps.LINE && shape.dilationWidth() == 1 && shape.strideWidth() < shape.kernelWidth()) {
            int columns = (s.columns() - 1) * shape.strideWidth() + shape.kernelWidth();
            read = s.rows() * Math.max(1, columns / shape.kernelWidth());
        }
        double units = accumulators / 2.0;
        double loads = (read + s.vectors()) / 2.0;
        double latency = 4.0 / s.chains();
        double tap = Math.max(units, Math.max(loads, latency));
        int registers = accumulators * s.chains() + s.vectors() + 1;
        double spill = Math.max(0, registers - 31) * 1.0;
        double cliff = accumulators * unrolled > CLIFF ? 1 + (accumulators * unrolled - CLIFF) / 100.0 : 1;
        double inner = (tap + spill) * cliff + 1.0 / unrolled;
        long entries =
                switch (s.taps()) {
                    case LINE -> shape.kernelHeight();
                    case ROW -> shape.kernelHeight();
                    case WINDOW -> 1;
                };
        double tile = inner * shape.taps() + 10.0 * entries + 10 + 2.5 * accumulators * s.chains();
        return tile
                * tiles(shape.width(), s.columns())
                * tiles(shape.height(), s.rows())
                * tiles(shape.filters(), s.vectors() * s.lanes())
                * shape.groups();
    }

    private static double winograd(Schedule.Winograd s, WinogradShape shape) {
        double products = s.rows() * s.vectors() / 2.0;
        double loads = (s.rows() + s.vectors()) / 2.0;
        double inner = Math.max(products, Math.max(loads, 4));
        double micro = inner * shape.depth() + 10 + 2.0 * s.rows() * s.vectors();
        double product = micro * tiles(s.tiles(), s.rows()) * shape.filterTiles() * shape.points();
        double transforms = s.tiles() * 6.0 * shape.points()
                * (tiles(shape.depth(), s.lanes()) + tiles(shape.filters(), s.lanes())) / 2;
        double weights = shape.points() * (double) shape.depth() * shape.filters() * 4 / BYTES;
        double scratch = Math.max(0, shape.scratchFloats() * 4.0 - CACHE) * 4 / BYTES;
        return shape.blocks() * (Math.max(product, weights) + transforms + scratch);
    }

    private static double tiles(int size, int tile) {
        return (size + tile - 1) / tile;
    }
}
