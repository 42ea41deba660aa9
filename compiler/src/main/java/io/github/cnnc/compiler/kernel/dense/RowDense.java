package io.github.cnnc.compiler.kernel.dense;

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
import java.util.List;
import java.util.Optional;

/** A fully connected layer, several rows of the matrix at a time, one accumulator each. */
public record RowDense(int rows) implements Schedule {

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        return DenseFamily.whyNot(rows, operation);
    }

    @Override
    public double cycles(Operation operation, Target target) {
        double inputs = operation.input().size();
        return LoopCost.tiles(operation.output().size(), rows) * inputs * Math.max(4, 2 + rows * 0.5);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return LayoutNeed.of(order(), channelPadding()).withDense();
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        return WeightPacking.asStored(operation);
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        return List.of(new RowDenseBody(site, this, context.arithmetic()).body());
    }

    @Override
    public String toString() {
        return "dense, " + rows + " rows at a time";
    }
}
