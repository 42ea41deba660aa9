package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.plan.Schedule.ChannelLanes;
import io.github.cnnc.compiler.plan.Schedule.FilterLanes;
import io.github.cnnc.compiler.plan.Schedule.WindowLanes;
import io.github.cnnc.compiler.plan.Schedule.WinogradLanes;
import io.github.cnnc.runtime.Volume;

/** Estimated cycles of schedules in loops for C2's vectoriser, fitted to measurements with vectors of 16 floats. */
final class LaneCost {

    /** Cycles of a call of a loop. */
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

    /** Cycles from which an operation had better be of several blocks, which threads can share. */
    private static final double SHARED = 100_000;

    /** Floats that stay in the first-level cache. */
    private static final double FIRST = 8000;

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
            return few * window(window, Schedules.window(op).orElseThrow(), op instanceof Op.Conv, out);
        }
        return few * 5.0 * Work.terms(op, program);
    }

    private static double window(WindowLanes s, Window w, boolean weights, Volume out) {
        double taps = (double) w.kernelWidth() * w.kernelHeight();
        double lanes = LaneSchedules.pitch(s.columns() * out.depth());
        double seen = LaneSchedules.seen(s, w, out);
        double copies = w.strideWidth() == 1 ? 1 : s.columns();
        double loops = Math.ceil(taps / s.taps());
        boolean far = seen > FIRST;
        if (LaneSchedules.isUnrolled(w)) {
            WindowStrips strips = WindowStrips.of(w, s, out.depth());
            copies *= strips.inputRows().size() * (strips.shared() ? 1 : w.kernelWidth());
            far &= !strips.shared();
        } else {
            copies *= taps;
            seen *= w.kernelHeight();
        }
        double floats = seen + s.rows() * lanes + (weights ? taps * lanes : 0);
        double vector = (s.rows() == 1 ? 4.3 : 3.3) * (floats > FIRST ? 1.3 : 1);
        double copied = copies * 20 + seen / (far ? 4 : 8);
        double tile = copied + s.rows() * taps * lanes / 16 * vector + loops * LOOP + 100;
        return tile * tiles(out.width(), s.columns()) * tiles(out.height(), s.rows());
    }

    /**
     * Cycles of one loop over all lanes, {@code columns} x {@code taps} multiply-adds: C2 computes about 16 lanes one by one, before and
     * behind its vectors.
     */
    private static double loop(int columns, int lanes) {
        double apart = switch (columns) {
            case 4 -> 130;
            case 3 -> 85;
            case 2 -> 52;
            default -> 36;
        };
        double vector = switch (columns) {
            case 4 -> 15.5;
            case 3 -> 13.2;
            case 2 -> 10.8;
            default -> 17.2;
        };
        return lanes < 16 ? LOOP + apart * lanes / 16 : apart + Math.ceil(lanes / 16.0) * vector;
    }

    private static int taps(int columns) {
        return columns == 1 ? 8 : 4;
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
        int lanes = LaneSchedules.lanes(s, shape);
        boolean planes = in.depth() < FEW && shape.strideWidth() == 1;
        double loops = Math.ceil(shape.taps() / (double) s.taps());
        double product = tiles(shape.filters(), s.filters()) * loops * loop(s.filters(), lanes);
        double floats = (double) shape.taps() * lanes;
        product *= 4 * floats > 2 * CACHE ? 1.5 : 4 * floats > 1.1 * CACHE ? 1.1 : 1;
        double finish = shape.filters() * (s.rows() * 15 + lanes / 8.0);
        double blocks = shape.groups() * tiles(shape.height(), s.rows());
        double turned = s.order() == Layout.Order.CHANNELS ? 1 : out.depth() < FEW ? 0 : 2;
        double all = blocks * (seen(s, shape, planes) + product + finish) + turned * out.size();
        return blocks == 1 && all > SHARED ? 1.25 * all : all;
    }

    private static double seen(Schedule.PixelLanes s, ConvShape shape, boolean planes) {
        double pixel = planes ? 0.1 : shape.taps() > shape.depth() ? 1.5 : 1;
        if (shape.taps() == shape.depth()) {
            return shape.depth() * s.rows() * (planes ? 15 : pixel * shape.width());
        }
        double row = 15 + LaneSchedules.lengthMoved(shape) * pixel;
        double moved = LaneSchedules.columnsMoved(shape) * LaneSchedules.rowsSeen(s, shape) * row;
        double copies = (shape.strideHeight() == 1 ? 1 : s.rows()) * 15 + LaneSchedules.lanes(s, shape) / 8.0;
        return shape.depth() * moved + shape.taps() * copies;
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
