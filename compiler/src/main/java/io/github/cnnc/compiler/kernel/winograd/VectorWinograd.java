package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.VectorCost;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.kernel.conv.ConvNeed;
import io.github.cnnc.compiler.kernel.conv.ConvShape;
import io.github.cnnc.compiler.kernel.conv.LoopProduct;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.generated.Winograd;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Convolution by Winograd's minimal filtering with explicit SIMD: fewer multiplications, at the price of transforms and of more and
 * less exact arithmetic (about ten times the rounding error of a direct convolution for tiles of 4 x 4 outputs).
 *
 * @param width floats in a vector of filters
 * @param channelWidth floats in a vector of channels
 * @param outputs the side of a tile of outputs
 * @param tiles tiles that are transformed before they are multiplied; their scratch should fit the second-level cache
 * @param rows tiles in a register tile of the products
 * @param vectors vectors of filters in a register tile
 */
public record VectorWinograd(int width, int channelWidth, int outputs, int tiles, int rows, int vectors)
        implements Schedule {

    /** Bytes a cycle from the third-level cache. */
    private static final double SHARED_BYTES = 16;

    /** Bytes that are taken to be in the third-level cache from run to run. */
    private static final double SHARED_CACHE = 8 << 20;

    @Override
    public Order order() {
        return Order.HWC;
    }

    @Override
    public int channelPadding() {
        return width;
    }

    @Override
    public Set<Integer> vectorWidths() {
        return width == channelWidth ? Set.of(width) : Set.of(width, channelWidth);
    }

    /** Filters of a register tile. */
    int filters() {
        return vectors * width;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        Volume out = ConvShape.convolved(operation);
        Optional<String> window = WinogradLimits.whyNot(conv(operation), outputs);
        if (window.isPresent()) {
            return window;
        }
        if (filters() > out.depth()) {
            return Optional.of("a tile of " + filters() + " filters is more than the " + out.depth());
        }
        Optional<String> size = WinogradLimits.whyNot(out, outputs);
        if (size.isPresent()) {
            return size;
        }
        WinogradShape shape = WinogradShape.of(operation, this);
        if (tiles > shape.tiles() || rows > tiles) {
            return Optional.of("there are only " + shape.tiles() + " tiles");
        }
        if (shape.inputFloats() + (long) tiles * shape.outputTile() > WinogradLimits.SCRATCH) {
            return Optional.of(
                    "a block of " + tiles + " tiles takes more than " + WinogradLimits.SCRATCH + " floats of scratch");
        }
        return BodySize.tooLarge(BodySize.vectorTile(rows, vectors, 1));
    }

    private static Op.Conv conv(Operation operation) {
        return ConvShape.conv(operation.op()).orElseThrow();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        WinogradShape shape = WinogradShape.of(operation, this);
        double micro = shape.isShallow() ? shallow(shape) : deep(shape);
        double product = micro * LoopCost.tiles(tiles, rows) * shape.filterTiles() * shape.points();
        double transforms = tiles
                * 6.0
                * shape.points()
                * (LoopCost.tiles(shape.depth(), channelWidth) + LoopCost.tiles(shape.filters(), width))
                / 2;
        double bytes = shape.points() * (double) shape.depth() * shape.filters() * 4;
        double weights = bytes / (bytes < SHARED_CACHE ? SHARED_BYTES : VectorCost.BYTES);
        double scratch = Math.max(0, shape.scratchFloats() * 4.0 - VectorCost.CACHE) * 2 / VectorCost.BYTES;
        return shape.blocks() * (Math.max(product, weights) + transforms + scratch);
    }

    private double deep(WinogradShape shape) {
        return VectorCost.tap(rows, vectors, rows, 1) * shape.depth() + 15 + 2.0 * rows * vectors;
    }

    /**
     * Without a loop, broadcasts are operands of multiply-adds. LeNet-5's second convolution, 6 channels, takes 3.5 us with 9 rows,
     * 4.2 with 14, and 4.9 without Winograd.
     */
    private double shallow(WinogradShape shape) {
        int sums = rows * vectors;
        double tap = Math.max(sums, rows + vectors) / 2.0;
        return tap * shape.depth() * (1 + sums * shape.depth() / 400.0) + 5 + sums;
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        int padding = position == 0 ? channelWidth : channelPadding();
        return ConvNeed.of(operation, position, LayoutNeed.of(order(), padding));
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        WinogradShape shape = WinogradShape.of(operation, this);
        WeightPacking tiles = WeightPacking.of(
                        shape.points() * LoopProduct.whole(shape.filters(), filters()) * shape.depth(),
                        Winograd.class,
                        "pack",
                        shape.filters(),
                        shape.depth(),
                        filters())
                .constructed(outputs, shape.transform().kernel());
        return ConvNeed.packings(operation, tiles, channelPadding());
    }

    /** The only block is divided among the threads, which have it in common. */
    @Override
    public Optional<Scratch> scratch(Operation operation) {
        WinogradShape shape = WinogradShape.of(operation, this);
        return Optional.of(new Scratch(shape.scratchFloats(), shape.blocks() == 1));
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return new VectorWinogradBody(site, this, context.helpers()).bodies();
    }

    @Override
    public String toString() {
        return "winograd, " + outputs + "x" + outputs + " outputs, blocks of " + tiles + ", " + rows + " rows x "
                + vectors + "x" + width + " filters";
    }
}
