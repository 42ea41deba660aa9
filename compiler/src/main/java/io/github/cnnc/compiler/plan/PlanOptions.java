package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;

/**
 * What may be asked of a plan.
 *
 * @param target what code is generated for
 * @param timed whether the kernels count the time of each step, see {@link io.github.cnnc.runtime.generated.StepTimings}
 * @param divided whether threads share the work of a network, however little it is; if not, one thread alone does what takes a few
 *     microseconds
 */
public record PlanOptions(Target target, boolean timed, boolean divided) {

    /** What is used when nothing is asked. */
    public static final PlanOptions DEFAULT = new PlanOptions(Target.PLAIN, false, false);

    /** The same for another target. */
    public PlanOptions withTarget(Target target) {
        return new PlanOptions(target, timed, divided);
    }

    /** The same with another unrolling. */
    public PlanOptions withUnroll(Unroll unroll) {
        return withTarget(target.withUnroll(unroll));
    }

    /** The same with vectors of up to so many floats. */
    public PlanOptions withVectorWidth(int width) {
        return withTarget(target.withVectorWidth(width));
    }

    /** The same with no narrower vectors than the widest. */
    public PlanOptions withOneWidth() {
        return withTarget(target.withOneWidth());
    }

    /** The same with steps that are timed. */
    public PlanOptions withTimed(boolean timed) {
        return new PlanOptions(target, timed, divided);
    }

    /** The same with the work of a small network shared as well. */
    public PlanOptions withDivided(boolean divided) {
        return new PlanOptions(target, timed, divided);
    }
}
