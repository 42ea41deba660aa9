package io.github.cnnc.compiler.kernel.dense;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.VectorCost;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fully connected layer with vectors of inputs, some rows of the matrix at a time. The weights lie as they are stored, so
 * that a large layer is in memory once.
 */
public record VectorDense(int width, int rows) implements Schedule {

    @Override
    public Order order() {
        return Order.CHW;
    }

    @Override
    public Set<Integer> vectorWidths() {
        return Set.of(width);
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        return DenseFamily.whyNot(rows, operation);
    }

    @Override
    public double cycles(Operation operation, Target target) {
        Volume in = operation.input();
        int units = operation.output().size();
        double steps = Math.ceil(in.size() / (double) width);
        double tile = steps * Math.max(4, 1.1 * rows) + 80 * rows;
        // One stream of weights reads 15 GB/s where eight read 27.
        double memory = rows < 4 ? VectorCost.BYTES / 2 : VectorCost.BYTES;
        return VectorCost.beyondCache(tile * LoopCost.tiles(units, rows), 4.0 * in.size() * units, memory);
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
        return List.of(new VectorDenseBody(site, this, context).body());
    }

    @Override
    public String toString() {
        return "vector dense, " + rows + " rows of " + width + " inputs at a time";
    }
}
