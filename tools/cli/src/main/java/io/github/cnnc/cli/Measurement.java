package io.github.cnnc.cli;

import io.github.cnnc.compiler.tune.WarmUp;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long calls took.
 *
 * @param nanos of each call, in ascending order
 * @param warmCalls calls before those
 */
record Measurement(long[] nanos, int warmCalls) {

    /** However long they take, so many calls are measured. */
    private static final int LEAST = 3;

    /**
     * Measures call by call, and holds the model to its word: equal input, equal bits.
     *
     * @param warmUp seconds before; until nothing gets faster any more if empty
     * @param seconds of the measured calls
     */
    static Measurement of(ModelCall call, Optional<Double> warmUp, double seconds) {
        call.run();
        float[][] first = Arrays.stream(call.outputs()).map(float[]::clone).toArray(float[][]::new);
        int warmCalls = 1 + (warmUp.isPresent() ? calls(call, warmUp.get(), 0).length : WarmUp.run(() -> nanos(call)));
        long[] nanos = calls(call, seconds, LEAST);
        if (!Arrays.deepEquals(first, call.outputs())) {
            throw new IllegalStateException("the same input gives another output after " + nanos.length + " calls");
        }
        Arrays.sort(nanos);
        return new Measurement(nanos, warmCalls);
    }

    private static long[] calls(ModelCall call, double seconds, int least) {
        long[] nanos = new long[256];
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count < least || System.nanoTime() < end) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = nanos(call);
        }
        return Arrays.copyOf(nanos, count);
    }

    private static long nanos(ModelCall call) {
        long begin = System.nanoTime();
        call.run();
        return System.nanoTime() - begin;
    }

    /** The number of calls. */
    int calls() {
        return nanos.length;
    }

    /** The least time in milliseconds below or at which a part of the calls was; the median's part is 0.5. */
    double millis(double part) {
        int rank = (int) Math.ceil(part * nanos.length);
        return nanos[Math.max(1, rank) - 1] / 1e6;
    }

    /** Seconds of all calls together. */
    double seconds() {
        return Arrays.stream(nanos).sum() / 1e9;
    }
}
