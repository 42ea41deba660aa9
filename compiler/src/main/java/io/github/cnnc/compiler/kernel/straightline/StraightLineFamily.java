package io.github.cnnc.compiler.kernel.straightline;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import java.util.List;
import java.util.Set;

/** Every operation that is small enough, written without a loop. */
public final class StraightLineFamily implements Family {

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        return List.of(new StraightLine());
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(StraightLine.class);
    }
}
