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
import io.github.cnnc.runtime.generated.Layouts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Convolution along the filters, in the form that C2 turns into SIMD instructions on its own: a small method adds a few
 * taps to the accumulators of a few output pixels, for all filters in one loop whose every index is the loop variable plus
 * a constant. The weights of a few taps are an array of their own, at constant distances, and the inputs are scalars.
 *
 * @param columns output columns of a tile, whose accumulators are in one array; what is over in a row is a narrower tile
 * @param taps taps added in one loop
 * @param rows output rows of a block, all of whose tiles are given a few taps before the next few, so that the weights
 *     come from memory once for a block
 */
public record FilterLoops(int columns, int taps, int rows) implements Schedule {

    /** Bytes a cycle from beyond the second-level cache. */
    private static final double BYTES = 8;

    /** Bytes of weights that are read once a run and are better not held a second time; dense rows read them as fast. */
    private static final double KEPT = 8 << 20;

    @Override
    public Order order() {
        return Order.HWC;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        ConvShape shape = ConvShape.of(operation);
        if (columns > shape.width() || rows > shape.height()) {
            return Optional.of("a tile of " + columns + " columns and " + rows + " rows is more than the "
                    + shape.width() + "x" + shape.height());
        }
        if ((long) columns * shape.filters() > LoopProduct.LONGEST) {
            return Optional.of("the sums of " + columns + " columns are more than " + LoopProduct.LONGEST);
        }
        return Optional.empty();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        if (target.unroll() == Unroll.NONE) {
            return LoopCost.NEVER;
        }
        ConvShape shape = ConvShape.of(operation);
        PixelBlocks blocks = PixelBlocks.of(shape, this, shape.isPointwise());
        double block = blocks.full() * tile(columns, shape) + (blocks.rest() > 0 ? tile(blocks.rest(), shape) : 0);
        double weights = 4.0 * shape.taps() * shape.filters();
        double memory = weights > LoopCost.CACHE ? weights / BYTES : 0;
        if (shape.width() * shape.height() == 1 && weights > KEPT) {
            return LoopCost.NEVER / 2;
        }
        double sums = 4.0 * blocks.tiles() * columns * Alignment.aligned(shape.filters());
        double spill = sums > LoopCost.CACHE / 2 ? 1.3 : sums > 32 << 10 ? 1.05 : 1;
        return shape.groups() * blocks.blocks() * Math.max(block * blocks.rows() * spill, memory);
    }

    private static double tile(int columns, ConvShape shape) {
        double loops = Math.ceil(shape.taps() / (double) (columns == 1 ? 8 : 4));
        return loops * LoopCost.loop(columns, shape.filters()) + columns * (40 + shape.filters() / 8.0);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return ConvNeed.of(operation, position, LayoutNeed.of(order(), channelPadding()));
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        ConvShape shape = ConvShape.of(operation);
        int stride = Alignment.aligned(shape.filters());
        WeightPacking rows = WeightPacking.of(
                        (long) shape.groups() * shape.taps() * stride,
                        Layouts.class,
                        "tapRows",
                        shape.groups(),
                        shape.filters(),
                        shape.depth(),
                        shape.kernelHeight() * shape.kernelWidth(),
                        TapRuns.of(shape, in).taps(),
                        taps,
                        stride)
                .inRows();
        return ConvNeed.packings(operation, rows, channelPadding());
    }

    @Override
    public List<Integer> scratchRows(Operation operation) {
        ConvShape shape = ConvShape.of(operation);
        int tiles = Math.max(
                PixelBlocks.of(shape, this, false).tiles(),
                shape.isPointwise() ? PixelBlocks.of(shape, this, true).tiles() : 0);
        return Collections.nCopies(tiles, columns * Alignment.aligned(shape.filters()));
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        FilterLoopsBody body = new FilterLoopsBody(site, this, context);
        return List.of(new KernelBody(body.emit(), body.split()));
    }

    @Override
    public String toString() {
        return "filter loops, " + columns + " columns, " + taps + " taps at a time, blocks of " + rows + " rows";
    }
}
