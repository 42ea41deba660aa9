package io.github.cnnc.compiler.kernel;

/** Sizes of what loops for C2's vectoriser compute in. */
public final class Alignment {

    /**
     * Floats that everything in a short array is a multiple of: C2 of JDK 17 vectorises a loop only if all its indices differ by
     * whole vectors (4 columns x 3 taps: rows of 196 floats 12 GFLOP/s, of 256 62).
     */
    private static final int ALIGNMENT = 16;

    private Alignment() {}

    /** The next multiple of the alignment. */
    public static int aligned(int floats) {
        return (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
