package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Families;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import java.util.List;

/** Which schedules an operation may have: what the families of kernels offer. */
public final class Schedules {

    private Schedules() {}

    /** Every schedule that is made for operations of this kind, legal or not, in a fixed order. */
    public static List<Schedule> candidates(Operation operation, Target target) {
        return Families.of(operation.op()).stream()
                .flatMap(family -> family.candidates(operation, target).stream())
                .toList();
    }

    /** Every legal schedule, in the same order. */
    public static List<Schedule> legal(Operation operation, Target target) {
        return candidates(operation, target).stream()
                .filter(schedule -> schedule.whyNot(operation, target).isEmpty())
                .toList();
    }
}
