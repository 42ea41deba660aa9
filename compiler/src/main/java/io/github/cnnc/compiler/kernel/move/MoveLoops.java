package io.github.cnnc.compiler.kernel.move;

import io.github.cnnc.compiler.codegen.Code;
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
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Optional;

/** Elements that go elsewhere, in plain loops: padding, cropping, upsampling, slices, shuffled channels. */
public record MoveLoops() implements Schedule {

    /** The longest side that upsampling makes: it counts in half pixels. */
    private static final int LONGEST_SIDE = Integer.MAX_VALUE / 4;

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        Volume out = operation.output();
        return operation.op() instanceof Op.Upsample && Math.max(out.width(), out.height()) > LONGEST_SIDE
                ? Optional.of("a side of more than " + LONGEST_SIDE + " has no half pixels in an int")
                : Optional.empty();
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
        return List.of(KernelBody.whole(code(site)));
    }

    private static Code code(KernelSite site) {
        Op op = site.operation().op();
        if (op instanceof Op.Pad pad) {
            return new PadBody(pad).code(site);
        }
        return op instanceof Op.Upsample up ? new UpsampleBody(up).code(site) : new RowsBody().code(site);
    }

    @Override
    public String toString() {
        return "loops";
    }
}
