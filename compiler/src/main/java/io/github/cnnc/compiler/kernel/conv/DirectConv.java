package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.BodySize;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Direct convolution: a register tile of filters x output columns, summed over input channels and window. Weights
 * are packed tile by tile. The last tile overlaps the one before, so that one body serves all.
 */
public record DirectConv(int filters, int columns, Unrolled unrolled) implements Schedule {

    /** Multiply-adds in a loop body past which C2 does worse (see {@link Unrolled#WINDOW}). */
    private static final int CLIFF = 160;

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        ConvShape shape = ConvShape.of(operation);
        if (filters > shape.filters()) {
            return Optional.of("a tile of " + filters + " filters is more than the " + shape.filters() + " of a group");
        }
        if (columns > shape.width()) {
            return Optional.of("a tile of " + columns + " columns is more than the width of " + shape.width());
        }
        Window w = operation.window().orElseThrow();
        int read = Columns.read(w, columns, 0, unrolled == Unrolled.NONE ? 1 : w.kernelWidth())
                .size();
        int rows = unrolled == Unrolled.WINDOW ? w.kernelHeight() : 1;
        int taps = unrolled == Unrolled.NONE ? 1 : w.kernelWidth() * rows;
        return BodySize.tooLarge(BodySize.tile(filters, columns, taps, read * rows));
    }

    /** A core does two scalar multiply-adds of four cycles and two loads a cycle, with registers for about sixteen accumulators. */
    @Override
    public double cycles(Operation operation, Target target) {
        boolean none = unrolled == Unrolled.NONE;
        if (target.unroll() == Unroll.NONE && !none) {
            return LoopCost.NEVER;
        }
        ConvShape shape = ConvShape.of(operation);
        Window w = operation.window().orElseThrow();
        int accumulators = filters * columns;
        int unrolledTaps = none ? 1 : w.kernelWidth() * (unrolled == Unrolled.WINDOW ? w.kernelHeight() : 1);
        double loads = filters
                + Columns.read(w, columns, 0, none ? 1 : w.kernelWidth()).size() / (none ? 1.0 : w.kernelWidth());
        double tap = Math.max(Math.max(accumulators / 2.0, loads / 2.0), none ? 4 : 2);
        double loop = 3.0 / unrolledTaps;
        double spills = Math.max(0, accumulators - 16) * 1.0;
        double cliff = unrolledTaps * accumulators > CLIFF ? 1.6 : 1;
        double tile = (tap + loop + spills) * cliff * shape.depth() * w.kernelWidth() * w.kernelHeight()
                + 10
                + 2 * accumulators;
        return tile
                * LoopCost.tiles(shape.filters(), filters)
                * shape.groups()
                * LoopCost.tiles(shape.width(), columns)
                * shape.height();
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return ConvNeed.of(operation, position, LayoutNeed.of(order(), channelPadding()));
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        ConvShape shape = ConvShape.of(operation);
        WeightPacking tiles = filters == 1
                ? WeightPacking.AS_STORED
                : WeightPacking.of(
                        (long) shape.groups() * LoopProduct.whole(shape.filters(), filters) * shape.taps(),
                        Layouts.class,
                        "filterTiles",
                        shape.groups(),
                        shape.filters(),
                        shape.taps(),
                        filters);
        return ConvNeed.packings(operation, tiles, channelPadding());
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return List.of(KernelBody.whole(new DirectConvBody(site, this, context.arithmetic()).emit()));
    }

    @Override
    public String toString() {
        return "direct, " + filters + " filters x " + columns + " columns, unrolled: "
                + unrolled.name().toLowerCase(Locale.ROOT);
    }
}
