package io.github.cnnc.compiler.kernel.straightline;

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
import io.github.cnnc.compiler.machine.Unroll;
import java.util.List;
import java.util.Optional;

/** No loops: every output element by itself with literal positions. Needs no halo. */
public record StraightLine() implements Schedule {

    /** The terms of a network that may be written without a loop. */
    public static final int NETWORK_TERMS = 60_000;

    /**
     * The terms one operation may have to be written without a loop in a network of which that is not asked. Each term and each
     * element has up to three positions, which are constants anywhere in the arena, and a class file has 65,535.
     */
    private static final int OPERATION_TERMS = 5_000;

    /** Terms of an operation up to which straight-line code is not too long to be chosen unasked. */
    private static final int FEW_TERMS = 64;

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        long terms = Work.terms(operation);
        int most = target.unroll() == Unroll.FULL ? NETWORK_TERMS : OPERATION_TERMS;
        return terms > most
                ? Optional.of(terms + " terms are more than the " + most + " that may be written without a loop")
                : Optional.empty();
    }

    /**
     * A term reads two elements, each within bounds that are tested; a loop has to be set up. 1x1x2, FC(2)-ReLU-FC(1) takes 16 instead
     * of 25 ns, 4x4x1, POOL 11 instead of 43, but 5x5x1, CONV(1, 3x3) 39 instead of 31.
     */
    @Override
    public double cycles(Operation operation, Target target) {
        if (target.unroll() == Unroll.FULL) {
            return -1;
        }
        long terms = Work.terms(operation);
        boolean sums = operation.op() instanceof Op.Linear
                || operation.op() instanceof Op.MaxPool
                || operation.op() instanceof Op.AvgPool;
        return sums && terms <= FEW_TERMS && target.unroll() != Unroll.NONE ? 2 + 1.2 * terms : Double.MAX_VALUE;
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return LayoutNeed.ANY;
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        return WeightPacking.asStored(operation);
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return new StraightLineBody(site, context.arithmetic()).bodies();
    }

    @Override
    public String toString() {
        return "straight-line";
    }
}
