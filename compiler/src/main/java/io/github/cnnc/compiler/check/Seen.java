package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.layer.Sight.Along;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which input columns (or rows) each output column sees, by every way that leads there. What is too much to follow counts
 * as seeing the whole input.
 *
 * @param size the network's input columns
 * @param strands no two of them parallel
 */
record Seen(int size, List<Strand> strands) {

    /** Branches that grow at more different rates are not followed. */
    private static final int MOST_STRANDS = 4;

    Seen {
        strands = List.copyOf(strands);
    }

    /** The input itself. */
    static Seen input(int size) {
        return new Seen(size, List.of(Strand.INPUT));
    }

    /** What a layer sees that reads this. */
    Seen through(Along sight) {
        return followed(
                () -> merged(strands.stream().map(s -> s.through(sight, size)).toList()));
    }

    /** What a layer sees that reads both. */
    Seen with(Seen other) {
        return followed(() -> {
            List<Strand> all = new ArrayList<>(strands);
            all.addAll(other.strands);
            return merged(all);
        });
    }

    /** The first column for every other. */
    Seen broadcast() {
        return followed(() -> merged(strands.stream()
                .map(s -> Strand.constant(s.first(0), s.last(0)))
                .toList()));
    }

    /** From the first seen column to the last, both included: of so many outputs that which sees most. */
    long most(int outputs) {
        try {
            long most = 0;
            for (Strand a : strands) {
                for (Strand b : strands) {
                    // From period to period the difference grows or shrinks evenly: it is largest in the first or the
                    // last.
                    int period = Math.min(outputs, a.commonPeriod(b));
                    for (int o = 0; o < period; o++) {
                        most = Math.max(most, distance(a, b, o));
                        most = Math.max(most, distance(a, b, outputs - 1 - o));
                    }
                }
            }
            return most;
        } catch (ArithmeticException e) {
            return size;
        }
    }

    private static long distance(Strand a, Strand b, int output) {
        return Math.addExact(Math.subtractExact(a.last(output), b.first(output)), 1);
    }

    private Seen followed(Supplier<List<Strand>> way) {
        try {
            return new Seen(size, way.get());
        } catch (ArithmeticException e) {
            return new Seen(size, List.of(Strand.constant(0, size - 1)));
        }
    }

    private static List<Strand> merged(List<Strand> strands) {
        List<Strand> merged = new ArrayList<>();
        for (Strand strand : strands) {
            int parallel = 0;
            while (parallel < merged.size() && !merged.get(parallel).isParallelTo(strand)) {
                parallel++;
            }
            if (parallel < merged.size()) {
                merged.set(parallel, merged.get(parallel).with(strand));
            } else {
                merged.add(strand);
            }
        }
        if (merged.size() > MOST_STRANDS) {
            throw new ArithmeticException("more than " + MOST_STRANDS + " rates");
        }
        return merged;
    }
}
