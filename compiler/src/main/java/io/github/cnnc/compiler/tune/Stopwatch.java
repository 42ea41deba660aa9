package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.plan.PlanOptions;

/** Makes operations ready to be measured; tests have one with times of their own. */
@FunctionalInterface
interface Stopwatch {

    /**
     * The operation under a schedule.
     *
     * @param single a network in which it runs, see {@link SingleOperation}
     */
    Contender ready(Op op, Program single, PlanOptions options, Schedule schedule);
}
