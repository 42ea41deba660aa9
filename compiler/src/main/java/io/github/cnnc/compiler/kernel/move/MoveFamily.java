package io.github.cnnc.compiler.kernel.move;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import java.util.List;
import java.util.Set;

/** Operations that take elements from elsewhere as they are, and the copies and halos that plans need. */
public final class MoveFamily implements Family {

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        boolean still = operation.op() instanceof Op.Concat || operation.op() instanceof Op.Reshape;
        return still ? List.of(new Moved(Order.CHW), new Moved(Order.HWC)) : List.of(new MoveLoops());
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(MoveLoops.class, Moved.class);
    }
}
