package io.github.cnnc.compiler;

import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Finds square inputs that a network takes, near one that it does not. */
final class InputSizes {

    /** How far from the given size others are tried. */
    private static final int REACH = 64;

    private InputSizes() {}

    /**
     * What to say: {@code valid square inputs near 225: 224, 256; every 32}.
     *
     * @param given the input that does not fit
     * @param fits whether a square input of this size does
     */
    static Optional<String> near(Volume given, IntPredicate fits) {
        int middle = Math.max(given.width(), given.height());
        List<Integer> valid = new ArrayList<>();
        // A network that fits nothing but a pixel or two fits nothing near.
        for (int size = Math.max(middle / 2, middle - REACH); size <= (long) middle + REACH; size++) {
            if (fits.test(size)) {
                valid.add(size);
            }
        }
        if (valid.isEmpty()) {
            return Optional.empty();
        }
        String every = period(valid)
                .map(p -> p == 1 ? "; every size from there" : "; every " + p)
                .orElse("");
        List<Integer> nearest = valid.stream()
                .sorted((a, b) -> Integer.compare(Math.abs(a - middle), Math.abs(b - middle)))
                .limit(2)
                .sorted()
                .toList();
        return Optional.of("valid square inputs near " + middle + ": "
                + nearest.stream().map(String::valueOf).collect(Collectors.joining(", ")) + every);
    }

    /** The distance of neighbours, where it is the same for all. */
    private static Optional<Integer> period(List<Integer> valid) {
        for (int i = 2; i < valid.size(); i++) {
            if (valid.get(i) - valid.get(i - 1) != valid.get(1) - valid.get(0)) {
                return Optional.empty();
            }
        }
        return valid.size() < 3 ? Optional.empty() : Optional.of(valid.get(1) - valid.get(0));
    }
}
