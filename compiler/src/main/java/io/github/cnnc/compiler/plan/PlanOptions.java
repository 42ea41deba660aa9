package io.github.cnnc.compiler.plan;

/**
 * What the user may ask of the plan.
 *
 * @param unroll how far loops are unrolled
 * @param fma whether sums use {@code Math.fma}; without hardware for it that is done in BigDecimal, thousands of times
 *     slower, but all x86-64 since 2013 and all AArch64 have it
 * @param lanes floats in the widest vector of {@code jdk.incubator.vector} that is used: 4, 8 or 16, or 1 for plain Java
 * @param narrowest floats in the narrowest one, for what is shallow. Equal to {@code lanes} for one width alone: on Java 17, kernels
 *     of two widths in one JVM spoil each other's profiles, and a network that ran before may make another ten times slower
 *     (SqueezeNet behind LeNet-5: 67 instead of 5.5 ms); Java 25 bears it
 * @param timed whether the kernels count the time of each step, see {@link io.github.cnnc.runtime.Workspace#countLaps}
 * @param divided whether threads share the work of a network, however little it is; if not, one thread alone does what takes a few
 *     microseconds
 */
public record PlanOptions(Unroll unroll, boolean fma, int lanes, int narrowest, boolean timed, boolean divided) {

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

    private static final int NARROWEST = 4;

    /** What is used when nothing is asked. */
    public static final PlanOptions DEFAULT = new PlanOptions(Unroll.AUTO, true, 1, 1, false, false);

    /** The same with another unrolling. */
    public PlanOptions withUnroll(Unroll unroll) {
        return new PlanOptions(unroll, fma, lanes, narrowest, timed, divided);
    }

    /** The same with vectors of up to so many floats. */
    public PlanOptions withLanes(int lanes) {
        return new PlanOptions(unroll, fma, lanes, Math.min(lanes, NARROWEST), timed, divided);
    }

    /** The same with no narrower vectors than the widest. */
    public PlanOptions withOneWidth() {
        return new PlanOptions(unroll, fma, lanes, lanes, timed, divided);
    }

    /** The same with steps that are timed. */
    public PlanOptions withTimed(boolean timed) {
        return new PlanOptions(unroll, fma, lanes, narrowest, timed, divided);
    }

    /** The same with the work of a small network shared as well. */
    public PlanOptions withDivided(boolean divided) {
        return new PlanOptions(unroll, fma, lanes, narrowest, timed, divided);
    }
}
