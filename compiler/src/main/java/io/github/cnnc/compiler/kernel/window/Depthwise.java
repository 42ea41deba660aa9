package io.github.cnnc.compiler.kernel.window;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Optional;

/**
 * Convolution of one channel by itself: the weights of a window in registers, a tile of output columns. A window
 * of more taps than one pass holds takes several passes over the output.
 */
public record Depthwise(int columns, int taps) implements Schedule {

    /** The passes one operation may take; each is a method. */
    private static final int PASSES = 200;

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        Volume out = operation.output();
        int depth = operation.input().depth();
        if (operation.op() instanceof Op.Conv conv && conv.groups() != depth) {
            return Optional.of(depth / conv.groups() + " channels are summed for each filter, not one");
        }
        if (columns > out.width()) {
            return Optional.of("a tile of " + columns + " columns is more than the width of " + out.width());
        }
        int all = operation.window().orElseThrow().taps();
        int each = Math.min(taps, all);
        int passes = (all + each - 1) / each;
        if (passes > PASSES) {
            return Optional.of("a window of " + all + " taps takes " + passes + " passes, more than " + PASSES);
        }
        if (passes > 1 && out.width() % columns != 0) {
            return Optional.of("tiles of " + columns + " columns overlap in a width of " + out.width()
                    + ", and an overlap must not be summed twice");
        }
        return BodySize.tooLarge(BodySize.tile(1, columns, each, each * columns));
    }

    @Override
    public double cycles(Operation operation, Target target) {
        Volume out = operation.output();
        int all = operation.window().orElseThrow().taps();
        int passes = (all + taps - 1) / taps;
        double tile = all * columns * 0.5 + passes * (4 + 2.0 * columns);
        return tile * LoopCost.tiles(out.width(), columns) * out.height() * out.depth();
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        PadMode mode =
                operation.op() instanceof Op.Conv conv ? conv.padMode() : ((Op.Stencil) operation.op()).padMode();
        return LayoutNeed.of(order(), channelPadding())
                .withHalo(mode, operation.window().orElseThrow(), operation.input(), operation.output());
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        return WeightPacking.asStored(operation);
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return new DepthwiseBody(site, this, context.arithmetic()).bodies();
    }

    @Override
    public String toString() {
        return "depthwise, " + columns + " columns, " + taps + " taps a pass";
    }
}
