package io.github.cnnc.compiler.kernel.window;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import java.util.List;
import java.util.Optional;

/** Pooling: windows inside the volume without tests, unrolled or not; those that reach out clipped one by one. */
public record Pool(boolean unrolled) implements Schedule {

    /** Taps up to which it pays to unroll a window. */
    private static final int PAYS = 49;

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        return unrolled
                ? BodySize.tooLarge(
                        BodySize.window(operation.window().orElseThrow().taps()))
                : Optional.empty();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        Window w = operation.window().orElseThrow();
        int taps = w.kernelWidth() * w.kernelHeight();
        boolean pays = taps <= PAYS && target.unroll() != Unroll.NONE;
        return operation.output().size() * (taps + 10.0) + (unrolled == pays ? 0 : 1);
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
        return List.of(KernelBody.whole(new PoolBody(site, this).emit()));
    }

    @Override
    public String toString() {
        return unrolled ? "pool, window unrolled" : "pool, window in a loop";
    }
}
