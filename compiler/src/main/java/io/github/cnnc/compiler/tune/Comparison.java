package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.plan.Plan;
import java.util.Arrays;

/**
 * Two plans of a network, run in turn.
 *
 * @param before nanoseconds of each run of the one, in ascending order
 * @param after those of the other
 */
public record Comparison(long[] before, long[] after) {

    private static final long NANOS = 3_000_000_000L;
    private static final int LEAST = 5;
    private static final int MOST = 20_000;

    /** Measures both. */
    public static Comparison of(Plan before, Plan after) {
        return of(GeneratedContender.whole(before), GeneratedContender.whole(after));
    }

    static Comparison of(Contender before, Contender after) {
        WarmUp.run(before::nanos);
        WarmUp.run(after::nanos);
        long[][] measured = runs(before, after, NANOS);
        Arrays.sort(measured[0]);
        Arrays.sort(measured[1]);
        return new Comparison(measured[0], measured[1]);
    }

    private static long[][] runs(Contender before, Contender after, long enough) {
        long[][] nanos = new long[2][MOST];
        long all = 0;
        int runs = 0;
        while (runs < MOST && (runs < LEAST || all < enough)) {
            nanos[0][runs] = before.nanos();
            nanos[1][runs] = after.nanos();
            all += nanos[0][runs] + nanos[1][runs];
            runs++;
        }
        return new long[][] {Arrays.copyOf(nanos[0], runs), Arrays.copyOf(nanos[1], runs)};
    }

    /** The median of the one in nanoseconds. */
    public long medianBefore() {
        return before[before.length / 2];
    }

    /** The median of the other in nanoseconds. */
    public long medianAfter() {
        return after[after.length / 2];
    }

    /** The part of the time that is saved, from the medians; negative where it takes longer. */
    public double saved() {
        return 1 - (double) medianAfter() / medianBefore();
    }
}
