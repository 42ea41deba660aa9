package io.github.cnnc.compiler.kernel.move;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
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

/** Nothing to compute: the plan has put the values where they belong, or copies them. */
public record Moved(Order order) implements Schedule {

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        return operation.op() instanceof Op.Reshape && order != Order.CHW
                ? Optional.of("the elements of another volume follow each other in CHW")
                : Optional.empty();
    }

    /** The order in which what is moved has probably been written costs less. */
    @Override
    public double cycles(Operation operation, Target target) {
        boolean few = operation.inputs().stream().anyMatch(input -> input.depth() < LoopCost.FEW_CHANNELS);
        boolean chw = !target.hasVectors() && (few || target.unroll() == Unroll.NONE);
        return order == (chw ? Order.CHW : Order.HWC) ? 0 : 1;
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return LayoutNeed.of(order, channelPadding());
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        return List.of();
    }

    /** The plan copies. */
    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return List.of();
    }

    @Override
    public String toString() {
        return "moved";
    }
}
