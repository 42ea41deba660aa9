package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.lower.Passes;

/** Plans of programs for tests, with the passes for their target before. */
public final class Plans {

    private Plans() {}

    public static Plan plan(Program program, PlanOptions options) {
        return plan(program, options, new CostScheduler(options.target()));
    }

    public static Plan plan(Program program, PlanOptions options, Scheduler scheduler) {
        return Planner.plan(Passes.run(program, options.target()), options, scheduler);
    }
}
