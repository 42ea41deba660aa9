package io.github.cnnc.compiler.kernel.elementwise;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Operations on each element by itself: sums, products, activations, batch normalisation, what {@code input} declares. */
public final class ElementwiseFamily implements Family {

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        List<Schedule> all = new ArrayList<>();
        if (!(operation.op() instanceof Op.Normalize)) {
            all.add(
                    target.hasVectors()
                            ? new VectorLoops(target.widthFor(operation.output().depth()))
                            : new ChannelLoops());
        }
        all.add(new ElementLoops());
        return all;
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(VectorLoops.class, ChannelLoops.class, ElementLoops.class);
    }
}
