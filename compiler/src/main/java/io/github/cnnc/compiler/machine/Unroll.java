package io.github.cnnc.compiler.machine;

/** How far loops are unrolled. */
public enum Unroll {
    /** As far as pays. */
    AUTO,
    /** Completely: a network without a loop. {@link PlanLimit} if it is too large for that. */
    FULL,
    /** Only the register tile. */
    NONE
}
