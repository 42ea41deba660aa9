package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Schedule;
import java.util.List;

/** Picks one of the legal schedules of an operation. */
@FunctionalInterface
public interface Scheduler {

    /** One of {@code legal}, which is not empty. */
    Schedule choose(Operation operation, List<Schedule> legal);
}
