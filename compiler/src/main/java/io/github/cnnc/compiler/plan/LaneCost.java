package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Schedule.ChannelLanes;
import io.github.cnnc.compiler.plan.Schedule.FilterLanes;
import io.github.cnnc.compiler.plan.Schedule.WindowLanes;
import io.github.cnnc.compiler.plan.Schedule.WinogradLanes;
import io.github.cnnc.runtime.Volume;

/** Estimated cycles of schedules in loops for C2's vectoriser, fitted to measurements with vectors of 16 floats. */
final class LaneCost {

    /** Cycles of a loop beside its vectors: the call, broadcasts, scalar iterations before and after. */
    private static final double LOOP = 50;

    /** Channels below which the plane-wise schedules are better company. */
    static final int FEW = 16;

    /** Bytes a cycle from beyond the second-level cache. */
    private static final double BYTES = 8;

    /**
     * The same of weights that few sums wait for, as in Winograd's products: 3x3 256 filters at 14x14 took 2.7 ms in blocks of 8
     * tiles, 1.7 in blocks of 16, and 512 filters at 7x7 5.7 ms in tiles of 4x4 outputs, 2.4 of 2x2.
     */
    private static final double WAITED = 4;

    /** Bytes of weights that stay in the second-level cache. */
    private static final double CACHE = 512 << 10;

    /** Bytes of weights that are read once a run and are better not held a second time; dense rows read them as fast. */
    private static final double KEPT = 8 << 20;

    private LaneCost() {}

    static double of(ChannelLanes schedule, Op op, Program program) {
        Volume out = program.values().get(op.output());
        if (schedule instanceof FilterLanes lanes) {
            return filters(lanes, ConvShape.of(op, program).orElseThrow());
        }
        if (schedule instanceof WinogradLanes winograd) {
            return winograd(winograd, WinogradBlock.of((Op.Conv) op, winograd, program));
        }
        double few = out.depth() < FEW ? 100 : 1;
        if (schedule instanceof WindowLanes window) {
            Window w = Schedules.window(op).orElseThrow();
            double taps = (double) w.kernelWidth() * w.kernelHeight();
            double lanes = LaneSchedules.pitch(window.columns() * out.depth());
            double copies = taps * (w.strideWidth() == 1 ? 1 : window.columns()) * 20;
            double floats = LaneSchedules.slots(w) * lanes;
            double cache = floats > 6000 ? 1.3 : 1;
            double tile = copies + taps * lanes / 16 * 4 * cache + Math.ceil(taps / 5) * LOOP + 100;
            return few * tile * tiles(out.width(), window.columns()) * out.height();
        }
        return few * 5.0 * Work.terms(op, program);
    }

    /** Cycles of one loop over all lanes: {@code columns} x {@code taps} multiply-adds, see {@link LaneSchedules}. */
    private static double loop(int columns, int lanes) {
        if (lanes < 16) {
            return LOOP + 8.0 * lanes;
        }
        double vector = switch (columns) {
            case 4 -> 17.5;
            case 3 -> 20;
            case 2 -> 16;
            default -> 18;
        };
        return LOOP + Math.ceil(lanes / 16.0) * vector;
    }

    private static int taps(int columns) {
        return columns == 1 ? 8 : columns == 4 ? 3 : 4;
    }

    private static double filters(FilterLanes s, ConvShape shape) {
        PixelBlocks blocks = PixelBlocks.of(shape, s, shape.isPointwise());
        double block = blocks.full() * tile(s.columns(), shape) + (blocks.rest() > 0 ? tile(blocks.rest(), shape) : 0);
        double weights = 4.0 * shape.taps() * shape.filters();
        double memory = weights > CACHE ? weights / BYTES : 0;
        if (shape.width() * shape.height() == 1 && weights > KEPT) {
            return Double.MAX_VALUE / 4;
        }
        double sums = 4.0 * blocks.tiles() * s.columns() * LaneSchedules.pitch(shape.filters());
        double spill = sums > CACHE / 2 ? 1.3 : sums > 32 << 10 ? 1.05 : 1;
        return shape.groups() * blocks.blocks() * Math.max(block * blocks.rows() * spill, memory);
    }

    private static double tile(int columns, ConvShape shape) {
        double loops = Math.ceil(shape.taps() / (double) taps(columns));
        return loops * loop(columns, shape.filters()) + columns * (40 + shape.filters() / 8.0);
    }

    /** With what it costs to turn planes into channels and back; neighbours want channels unless there are few. */
    static double of(Schedule.PixelLanes s, Op op, Program program) {
        ConvShape shape = ConvShape.of(op, program).orElseThrow();
        Volume in = program.values().get(op.inputs().get(0));
        Volume out = program.values().get(op.output());
        int row = LaneSchedules.pitch(shape.width());
        int lanes = s.rows() * row;
        boolean planes = in.depth() < FEW && shape.strideWidth() == 1;
        double copied = LaneSchedules.rowsSeen(s, shape) * (planes ? 15 : 1.5 * shape.width());
        double seen = shape.depth() * shape.kernelWidth() * copied + shape.taps() * (20 + lanes / 8.0);
        double loops = Math.ceil(shape.taps() / (double) s.taps());
        double product = tiles(shape.filters(), s.filters()) * loops * loop(s.filters(), lanes);
        double floats = (double) shape.taps() * lanes;
        product *= 4 * floats > 2 * CACHE ? 1.5 : 4 * floats > 1.1 * CACHE ? 1.1 : 1;
        double finish = shape.filters() * (s.rows() * 15 + lanes / 8.0);
        double blocks = shape.groups() * tiles(shape.height(), s.rows());
        double turned = s.order() == Layout.Order.CHANNELS ? 1.5 : out.depth() < FEW ? 0 : 2;
        return blocks * (seen + product + finish) + turned * out.size();
    }

    private static double winograd(WinogradLanes s, WinogradBlock block) {
        int n = block.transform().inputs();
        double points = n * n;
        double input = 80 * n + points * block.inputPitch() * 0.6;
        double output = 60 * n + points * block.outputPitch() * 0.5;
        double loops = Math.ceil(block.depth() / (double) s.taps());
        double product = points
                * block.groups()
                * (loops * loop(s.columns(), block.filters()) + 60 + s.columns() * block.filters() / 8.0);
        double weights = points * block.depth() * block.filters() * 4;
        double memory = weights > CACHE ? weights / WAITED : 0;
        double scratch = block.scratchFloats() * 4.0 > 2 * CACHE ? block.scratchFloats() * 4.0 * 2 / BYTES : 0;
        return block.blocks() * (product + memory + block.tiles() * (input + output) + scratch);
    }

    private static double tiles(int size, int tile) {
        return (size + tile - 1) / tile;
    }
}
