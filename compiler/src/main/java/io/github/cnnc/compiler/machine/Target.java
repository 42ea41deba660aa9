package io.github.cnnc.compiler.machine;

/**
 * What code is generated for.
 *
 * @param vectorWidth floats in the widest vector of {@code jdk.incubator.vector} that is used: 4, 8 or 16, or 1 for plain Java
 * @param narrowest floats in the narrowest one, for what is shallow. Equal to {@code vectorWidth} for one width alone: on Java 17,
 *     kernels of two widths in one JVM spoil each other's profiles, and a network that ran before may make another ten times
 *     slower (SqueezeNet behind LeNet-5: 67 instead of 5.5 ms); Java 25 bears it
 * @param unroll how far the user wants loops unrolled
 * @param fma whether sums use {@code Math.fma}; without hardware for it that is done in BigDecimal, thousands of times slower,
 *     but all x86-64 since 2013 and all AArch64 have it
 */
public record Target(int vectorWidth, int narrowest, Unroll unroll, boolean fma) {

    /** Plain Java on any machine. */
    public static final Target PLAIN = new Target(1, 1, Unroll.AUTO, true);

    private static final int NARROWEST = 4;

    /** The widths of vectors there are kernels for, the widest first; 1 is plain Java. */
    private static final int[] WIDTHS = {16, 8, 4, 1};

    /** The widths of vectors there are kernels for, the widest first; 1 is plain Java. */
    public static int[] widths() {
        return WIDTHS.clone();
    }

    /** The same with vectors of up to so many floats. */
    public Target withVectorWidth(int width) {
        return new Target(width, Math.min(width, NARROWEST), unroll, fma);
    }

    /** The same with no narrower vectors than the widest. */
    public Target withOneWidth() {
        return new Target(vectorWidth, vectorWidth, unroll, fma);
    }

    /** The same with another unrolling. */
    public Target withUnroll(Unroll unroll) {
        return new Target(vectorWidth, narrowest, unroll, fma);
    }

    /** The same with or without {@code Math.fma}. */
    public Target withFma(boolean fma) {
        return new Target(vectorWidth, narrowest, unroll, fma);
    }

    /** Whether kernels may use explicit SIMD. */
    public boolean hasVectors() {
        return vectorWidth > 1;
    }

    /** The narrowest vector that holds a depth, or the widest there is. */
    public int widthFor(int depth) {
        int width = narrowest;
        while (width < vectorWidth && width < depth) {
            width *= 2;
        }
        return width;
    }

    /** The vector registers of a machine with such vectors. */
    public Registers registers() {
        return vectorWidth == 16 ? Registers.MANY : Registers.FEW;
    }
}
