package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import java.util.Comparator;
import java.util.List;

/** Picks the schedule with the fewest estimated cycles; of equals the first. */
public record CostScheduler(Target target) implements Scheduler {

    @Override
    public Schedule choose(Operation operation, List<Schedule> legal) {
        return legal.stream()
                .min(Comparator.comparingDouble(schedule -> schedule.cycles(operation, target)))
                .orElseThrow();
    }
}
