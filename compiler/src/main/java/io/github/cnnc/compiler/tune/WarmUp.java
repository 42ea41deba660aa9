package io.github.cnnc.compiler.tune;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Runs something until the JIT compiler has had its time: until it has got no faster, and nothing has been compiled, for a while.
 * A fixed time is too short for a network of many kernels, of which each takes C2 some tenths of a second, and too long for
 * others.
 */
public final class WarmUp {

    /** Nothing may have changed for so long. */
    private static final long QUIET_NANOS = 700_000_000;

    /** Whatever happens, no longer. */
    private static final long MOST_NANOS = 30_000_000_000L;

    private static final int MOST_CALLS = 2_000_000;
    private static final int LEAST_CALLS = 3;

    /** A call that takes less than this part of the best so far is an improvement. */
    private static final double IMPROVED = 0.95;

    private WarmUp() {}

    /**
     * Warms up.
     *
     * @param call runs once; returns the nanoseconds that it took
     * @return how many calls that were
     */
    public static int run(LongSupplier call) {
        CompilationMXBean jit = ManagementFactory.getCompilationMXBean();
        long spent = 0;
        long quietSince = 0;
        long best = Long.MAX_VALUE;
        long compiled = compiled(jit);
        int calls = 0;
        while (calls < LEAST_CALLS || calls < MOST_CALLS && spent < MOST_NANOS && spent - quietSince < QUIET_NANOS) {
            long nanos = call.getAsLong();
            // What takes no time at all must end as well.
            spent += Math.max(1, nanos);
            calls++;
            long now = calls % 16 == 0 || nanos > 100_000 ? compiled(jit) : compiled;
            if (nanos < IMPROVED * best || now != compiled) {
                quietSince = spent;
            }
            best = Math.min(best, nanos);
            compiled = now;
        }
        return calls;
    }

    private static long compiled(CompilationMXBean jit) {
        return jit != null && jit.isCompilationTimeMonitoringSupported() ? jit.getTotalCompilationTime() : 0;
    }
}
