package io.github.cnnc.compiler.kernel.elementwise;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Work;
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
import java.util.List;
import java.util.Optional;

/** Element-wise operations in plain loops, channels innermost. */
public record ChannelLoops() implements Schedule {

    @Override
    public Order order() {
        return Order.HWC;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        return Optional.empty();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        if (target.unroll() == Unroll.NONE) {
            return LoopCost.NEVER;
        }
        double few = operation.output().depth() < LoopCost.FEW_CHANNELS ? 100 : 1;
        return few * 5.0 * Work.terms(operation);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return LayoutNeed.of(order(), channelPadding());
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        return WeightPacking.asStored(operation);
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return new ChannelLoopsBody(site, context.arithmetic()).bodies();
    }

    @Override
    public String toString() {
        return "loops over channels";
    }
}
