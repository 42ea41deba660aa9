package io.github.cnnc.compiler.kernel;

import java.util.Optional;

/**
 * Upper estimates of the bytecode of loop bodies, so that no method passes the 8,000 bytes beyond which HotSpot does
 * not compile it (HugeMethodLimit). Tests measure the class files against them.
 *
 * <p>A sum {@code a = Math.fma(w, x, a)} over locals is 11 bytes, a load {@code float v = array[i + literal]} at most 12,
 * an epilogue with its store at most 48.
 */
public final class BodySize {

    /** What a method may have in all. */
    public static final int LIMIT = 8_000;

    /** What the estimates may come to: some room below the limit. */
    public static final int BUDGET = 7_000;

    private static final int FMA = 11;
    private static final int LOAD = 12;
    private static final int EPILOGUE = 48;
    private static final int LOOPS = 250;

    private BodySize() {}

    /** A register tile of filters x columns over {@code taps} unrolled taps that read {@code loads} input columns. */
    public static int tile(int filters, int columns, int taps, int loads) {
        return LOOPS + taps * filters * (columns * FMA + LOAD) + loads * LOAD + filters * columns * EPILOGUE;
    }

    /** A window of pooling. */
    public static int window(int taps) {
        return 2 * LOOPS + taps * (LOAD + 5);
    }

    /** A register tile of vectors: a broadcast or load 18 bytes, a multiply-add 16, a sum with its epilogue at most 90. */
    public static int vectorTile(int pixels, int vectors, int taps) {
        return LOOPS + taps * (vectors * 18 + pixels * (18 + vectors * 16)) + pixels * vectors * 90;
    }

    /** Why code of so many bytes is illegal; empty where it is not. */
    public static Optional<String> tooLarge(long bytes) {
        return bytes > BUDGET
                ? Optional.of("about " + bytes + " bytes of bytecode, more than the " + BUDGET
                        + " that are sure to be compiled")
                : Optional.empty();
    }
}
