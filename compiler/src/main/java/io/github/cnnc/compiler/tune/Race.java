package io.github.cnnc.compiler.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures contenders in turn, so that what else the machine does disturbs all alike, and keeps the least time of each. Who is
 * clearly slower after two rounds drops out.
 */
final class Race {

    private static final int ROUNDS = 7;
    private static final int TRIAL_ROUNDS = 2;
    private static final double CLEARLY_SLOWER = 1.25;

    /** A round of one contender. */
    private static final long ROUND_NANOS = 10_000_000;

    private static final int ROUND_CALLS = 2_000;

    private Race() {}

    /** The least nanoseconds of each contender. */
    static long[] together(List<Contender> contenders) {
        contenders.forEach(contender -> WarmUp.run(contender::nanos));
        long[] least = new long[contenders.size()];
        Arrays.fill(least, Long.MAX_VALUE);
        List<Integer> running = new ArrayList<>();
        for (int i = 0; i < least.length; i++) {
            running.add(i);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i : running) {
                least[i] = Math.min(least[i], round(contenders.get(i)));
            }
            if (round + 1 == TRIAL_ROUNDS) {
                long best = Arrays.stream(least).min().orElse(0);
                running.removeIf(i -> least[i] > CLEARLY_SLOWER * best);
            }
        }
        return least;
    }

    /** The same where they cannot be in memory together: one after the other. */
    static long[] oneByOne(List<Supplier<Contender>> contenders) {
        return contenders.stream()
                .mapToLong(contender -> together(List.of(contender.get()))[0])
                .toArray();
    }

    private static long round(Contender contender) {
        long least = Long.MAX_VALUE;
        long nanos = 0;
        for (int calls = 0; calls < 1 || nanos < ROUND_NANOS && calls < ROUND_CALLS; calls++) {
            long once = contender.nanos();
            nanos += once;
            least = Math.min(least, once);
        }
        return least;
    }
}
