package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import java.util.List;

/** Picks one of the legal schedules of an operation. */
@FunctionalInterface
public interface Scheduler {

    /** One of {@code legal}, which is not empty. */
    Schedule choose(Op op, Program program, List<Schedule> legal);
}
