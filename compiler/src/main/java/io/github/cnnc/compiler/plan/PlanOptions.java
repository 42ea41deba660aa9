package io.github.cnnc.compiler.plan;

/**
 * What the user may ask of the plan.
 *
 * @param unroll how far loops are unrolled
 * @param fma whether sums use {@code Math.fma}; without hardware for it that is done in BigDecimal, thousands of times
 *     slower, but all x86-64 since 2013 and all AArch64 have it
 */
public record PlanOptions(Unroll unroll, boolean fma) {

    /** How far loops are unrolled. */
    public enum Unroll {
        /** As far as pays. */
        AUTO,
        /** Completely: a network without a loop. {@link PlanLimit} if it is too large for that. */
        FULL,
        /** Only the register tile. */
        NONE
    }

    /** What is used when nothing is asked. */
    public static final PlanOptions DEFAULT = new PlanOptions(Unroll.AUTO, true);

    /** The same with another unrolling. */
    public PlanOptions withUnroll(Unroll unroll) {
        return new PlanOptions(unroll, fma);
    }
}
