package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.machine.Target;
import java.util.List;
import java.util.Set;

/** Kernels that have their ideas in common; a package below this one each, where all that is known of them stands. */
public interface Family {

    /** Every schedule that is made for such an operation, legal or not, in a fixed order. */
    List<Schedule> candidates(Operation operation, Target target);

    /** The kinds of its schedules. */
    Set<Class<? extends Schedule>> schedules();
}
