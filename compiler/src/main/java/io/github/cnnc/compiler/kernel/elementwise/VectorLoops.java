package io.github.cnnc.compiler.kernel.elementwise;

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
import io.github.cnnc.runtime.Volume;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Element-wise, with vectors of channels. */
public record VectorLoops(int width) implements Schedule {

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
        return Optional.empty();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        Volume out = operation.output();
        double vectors = Math.ceil(out.depth() / (double) width);
        return out.width()
                * (double) out.height()
                * (vectors * operation.inputs().size() + 5);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return LayoutNeed.of(order(), channelPadding());
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        WeightPacking byChannel = WeightPacking.byChannel(operation.output().depth(), channelPadding());
        return Collections.nCopies(operation.op().weights().size(), byChannel);
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return new VectorLoopsBody(site, this).bodies();
    }

    @Override
    public String toString() {
        return "vector loops of " + width;
    }
}
