package io.github.cnnc.compiler.kernel;

/** Estimated cycles of SIMD kernels, of a core with two multiply-add units of four cycles and two loads a cycle. */
public final class VectorCost {

    /** Bytes a cycle from memory. */
    public static final double BYTES = 8;

    /** Bytes of the second-level cache. */
    public static final double CACHE = 1 << 20;

    private VectorCost() {}

    /**
     * Cycles of one tap of a register tile: two multiply-adds a cycle, each of four cycles, and what loads and broadcasts get in
     * their way.
     */
    public static double tap(int pixels, int vectors, double read, int accumulators) {
        double latency = 4.0 / accumulators;
        return Math.max(Math.max(pixels * vectors / 2.0, latency), (read + vectors) / 2) + 0.25 * (read + vectors);
    }

    /** The cycles of a computation that reads so many bytes of weights once. */
    public static double beyondCache(double computed, double bytes, double bytesPerCycle) {
        return bytes > CACHE ? Math.max(computed, bytes / bytesPerCycle) + computed / 100 : computed;
    }
}
