package io.github.cnnc.compiler.kernel.norm;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import java.util.List;
import java.util.Set;

/** Softmax and local response normalisation. */
public final class NormFamily implements Family {

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        return List.of(new NormLoops());
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(NormLoops.class);
    }
}
