package io.github.cnnc.compiler.plan;

/**
 * What the user may ask of the plan.
 *
 * @param unroll how far loops are unrolled
 * @param fma whether sums use {@code Math.fma}; without hardware for it that is done in BigDecimal, thousands of times
 *     slower, but all x86-64 since 2013 and all AArch64 have it
 * @param lanes floats in the widest vector of {@code jdk.incubator.vector} that is used: 4, 8 or 16, or 1 for plain Java
 * @param timed whether the kernels count the time of each step, see {@link io.github.cnnc.runtime.Workspace#countLaps}
 */
public record PlanOptions(Unroll unroll, boolean fma, int lanes, boolean timed) {

    /** How far loops are unrolled. */
    public enum Unroll {
        /** As far as pays. */
        AUTO,
        /** Completely: a network without a loop. {@link PlanLimit} if it is too large for that. */
        FULL,
        /** Only the register tile. */
        NONE
    }

    /** The widths of vectors there are kernels for, the widest first. */
    public static final int[] LANES = {16, 8, 4, 1};

    /** What is used when nothing is asked. */
    public static final PlanOptions DEFAULT = new PlanOptions(Unroll.AUTO, true, 1, false);

    /** The same with another unrolling. */
    public PlanOptions withUnroll(Unroll unroll) {
        return new PlanOptions(unroll, fma, lanes, timed);
    }

    /** The same with vectors of so many floats. */
    public PlanOptions withLanes(int lanes) {
        return new PlanOptions(unroll, fma, lanes, timed);
    }

    /** The same with steps that are timed. */
    public PlanOptions withTimed(boolean timed) {
        return new PlanOptions(unroll, fma, lanes, timed);
    }
}
