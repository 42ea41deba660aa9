package io.github.cnnc.compiler.kernel.norm;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import java.util.List;
import java.util.Optional;

/** Softmax and local response normalisation in plain loops: each element depends on others of its pixel. */
public record NormLoops() implements Schedule {

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        return Optional.empty();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        return 10.0 * Work.terms(operation);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return LayoutNeed.of(order(), channelPadding());
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        return List.of();
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return List.of(
                operation(site) instanceof Op.ResponseNorm norm
                        ? new ResponseNormBody(norm, context.arithmetic()).body(site)
                        : new SoftmaxBody().body(site));
    }

    private static Op operation(KernelSite site) {
        return site.operation().op();
    }

    @Override
    public String toString() {
        return "loops";
    }
}
