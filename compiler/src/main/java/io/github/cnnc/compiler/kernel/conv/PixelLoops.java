package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Alignment;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Convolution along the output pixels, for few filters: what each tap sees of a block of rows is copied into an array that
 * it shares with a few others, then the weights are scalars as the inputs are in {@link FilterLoops}. Reads any order.
 *
 * @param filters filters of a tile
 * @param taps taps added in one loop
 * @param rows output rows of a block
 */
public record PixelLoops(int filters, int taps, int rows, Order order) implements Schedule {

    /** Channels of a pixel that are read and written at a time: a line of a cache. */
    static final int TRANSPOSED = 16;

    /** Most taps, and the most floats that all of them see. */
    private static final int TAPS = 400;

    private static final int SEEN = 1 << 18;

    /** Cycles from which an operation had better be of several blocks, which threads can share. */
    private static final double SHARED = 100_000;

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        ConvShape shape = ConvShape.of(operation);
        if (filters > shape.filters() || rows > shape.height()) {
            return Optional.of("a tile of " + filters + " filters and " + rows + " rows is more than the "
                    + shape.filters() + " filters of a group and the height of " + shape.height());
        }
        long floats = (long) shape.taps() * rowFloats(shape);
        return shape.taps() > TAPS || floats > SEEN
                ? Optional.of(
                        shape.taps() + " taps that see " + floats + " floats are more than " + TAPS + " and " + SEEN)
                : Optional.empty();
    }

    /** With what it costs to transpose CHW to HWC and back; neighbours want HWC unless there are few channels. */
    @Override
    public double cycles(Operation operation, Target target) {
        if (target.unroll() == Unroll.NONE) {
            return LoopCost.NEVER;
        }
        ConvShape shape = ConvShape.of(operation);
        Volume out = operation.output();
        int lanes = rowFloats(shape);
        boolean chw = operation.input().depth() < LoopCost.FEW_CHANNELS && shape.strideWidth() == 1;
        double loops = Math.ceil(shape.taps() / (double) taps);
        double product = LoopCost.tiles(shape.filters(), filters) * loops * LoopCost.loop(filters, lanes);
        double floats = (double) shape.taps() * lanes;
        product *= 4 * floats > 2 * LoopCost.CACHE ? 1.5 : 4 * floats > 1.1 * LoopCost.CACHE ? 1.1 : 1;
        double finish = shape.filters() * (rows * 15 + lanes / 8.0);
        double blocks = shape.groups() * LoopCost.tiles(shape.height(), rows);
        double transposed = order == Order.HWC ? 1 : out.depth() < LoopCost.FEW_CHANNELS ? 0 : 2;
        double all = blocks * (seen(shape, chw) + product + finish) + transposed * out.size();
        return blocks == 1 && all > SHARED ? 1.25 * all : all;
    }

    private double seen(ConvShape shape, boolean chw) {
        double pixel = chw ? 0.1 : shape.taps() > shape.depth() ? 1.5 : 1;
        if (shape.taps() == shape.depth()) {
            return shape.depth() * rows * (chw ? 15 : pixel * shape.width());
        }
        double row = 15 + lengthMoved(shape) * pixel;
        double moved = columnsMoved(shape) * rowsSeen(shape) * row;
        double copies = (shape.strideHeight() == 1 ? 1 : rows) * 15 + rowFloats(shape) / 8.0;
        return shape.depth() * moved + shape.taps() * copies;
    }

    /** Input rows that the windows of a block see. */
    int rowsSeen(ConvShape shape) {
        return (rows - 1) * shape.strideHeight() + (shape.kernelHeight() - 1) * shape.dilationHeight() + 1;
    }

    /** Floats that a block has for each tap or filter: its pixels, in whole vectors. */
    int rowFloats(ConvShape shape) {
        return Alignment.aligned(Math.multiplyExact(rows, shape.width()));
    }

    /** Tiles of filters that are computed before they are written. */
    int band(ConvShape shape) {
        int tiles = (shape.filters() + filters - 1) / filters;
        return Math.min(tiles, Math.max(1, TRANSPOSED / filters));
    }

    /**
     * Kernel columns for which the rows that a block sees are moved each by itself. Where rows follow each other without gaps,
     * that is all of them, and what a tap sees of all rows is copied at once; else the others see the same columns of the input.
     */
    static int columnsMoved(ConvShape shape) {
        int all = shape.strideHeight() == 1
                ? shape.kernelWidth()
                : shape.strideWidth() / gcd(shape.strideWidth(), shape.dilationWidth());
        return Math.min(all, shape.kernelWidth());
    }

    /** Floats of a row that is moved. */
    static int lengthMoved(ConvShape shape) {
        int step = columnsMoved(shape);
        return shape.width() + (shape.kernelWidth() - 1) / step * (step * shape.dilationWidth() / shape.strideWidth());
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return ConvNeed.of(operation, position, LayoutNeed.ANY);
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        return ConvNeed.packings(operation, WeightPacking.AS_STORED, channelPadding());
    }

    @Override
    public List<Integer> scratchRows(Operation operation) {
        ConvShape shape = ConvShape.of(operation);
        int row = rowFloats(shape);
        List<Integer> scratch = new ArrayList<>(Collections.nCopies(band(shape), filters * row));
        boolean window = shape.taps() > shape.depth();
        scratch.add(window ? Math.multiplyExact(rowsSeen(shape), lengthMoved(shape)) : 0);
        scratch.addAll(Collections.nCopies(shape.taps() / taps, taps * row));
        if (shape.taps() % taps > 0) {
            scratch.add(shape.taps() % taps * row);
        }
        return scratch;
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        PixelLoopsBody body = new PixelLoopsBody(site, this, context);
        return List.of(new KernelBody(body.emit(), body.split()));
    }

    @Override
    public String toString() {
        return "pixel loops, " + filters + " filters, " + taps + " taps at a time, blocks of " + rows + " rows, writes "
                + order.name().toLowerCase(Locale.ROOT);
    }
}
