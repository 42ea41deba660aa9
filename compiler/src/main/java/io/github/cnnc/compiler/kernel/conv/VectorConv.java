package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.generated.Layouts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Convolution or fully connected layer with explicit SIMD: a register tile of pixels x vectors of filters; each input
 * element is broadcast once for all vectors. The last tiles overlap those before, so one body serves all.
 *
 * @param width floats in a vector
 * @param rows output rows of a tile
 * @param columns output columns of a tile
 * @param vectors vectors of filters of a tile
 * @param accumulators independent accumulators for each element, added at the end: more than 1 where a tile has too few elements
 *     to keep the units busy
 */
public record VectorConv(int width, int rows, int columns, int vectors, int accumulators, Taps taps)
        implements Schedule {

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
        return Set.of(width);
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        return VectorConvLimits.whyNot(this, operation);
    }

    @Override
    public double cycles(Operation operation, Target target) {
        return VectorConvCost.of(this, operation);
    }

    /** Pixels of a tile. */
    int pixels() {
        return rows * columns;
    }

    /** Filters of a tile. */
    int filters() {
        return vectors * width;
    }

    /** Taps in the body of the inner loop. */
    int unrolledTaps(ConvShape shape) {
        return switch (taps) {
            case LINE -> accumulators;
            case ROW -> shape.kernelWidth();
            case WINDOW -> shape.kernelWidth() * shape.kernelHeight();
        };
    }

    /** It reads one element at a time, in any order. */
    @Override
    public LayoutNeed need(Operation operation, int position) {
        LayoutNeed own = position == 0 ? LayoutNeed.ANY : LayoutNeed.of(order(), channelPadding());
        return ConvNeed.of(operation, position, own);
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        ConvShape shape = ConvShape.of(operation);
        int window = shape.kernelWidth() * shape.kernelHeight();
        int channel = taps == Taps.LINE ? 1 : taps == Taps.ROW ? shape.kernelWidth() : window;
        int row = taps == Taps.WINDOW ? shape.kernelWidth() : shape.kernelWidth() * shape.depth();
        int column = taps == Taps.LINE ? shape.depth() : 1;
        WeightPacking tiles = WeightPacking.of(
                shape.groups() * LoopProduct.whole(shape.filters(), filters()) * shape.taps(),
                Layouts.class,
                "vectorTiles",
                shape.groups(),
                shape.filters(),
                shape.depth(),
                shape.kernelHeight(),
                shape.kernelWidth(),
                filters(),
                channel,
                row,
                column);
        return ConvNeed.packings(operation, tiles, channelPadding());
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        VectorConvBody body = new VectorConvBody(site, this);
        return List.of(new KernelBody(body.emit(context.helpers()), body.split()));
    }

    @Override
    public String toString() {
        return "vector conv, " + rows + "x" + columns + " pixels x " + vectors + "x" + width + " filters, by "
                + taps.name().toLowerCase(Locale.ROOT)
                + (accumulators == 1 ? "" : ", " + accumulators + " accumulators");
    }
}
