package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.draw.Patterns.Drawn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds runs of parts that look the same: {@code A B A B A B C} becomes {@code (A B) x3, C}. Modules with branches are folded,
 * too, where they differ in numbers alone and these grow evenly, as the depths of DenseNet do.
 */
final class Folding {

    /** The longest body that is looked for; it bounds the work to so many comparisons a part. */
    private static final int LONGEST = 200;

    private static final int LONGEST_GROWING = 8;

    /** Any two numbers grow evenly. */
    private static final int FEWEST_GROWING = 3;

    private final Patterns patterns;

    Folding(Patterns patterns) {
        this.patterns = patterns;
    }

    /** The parts with runs folded: at each place the run that covers most, of those the shortest body. */
    List<Part> fold(List<Part> parts) {
        if (parts.size() < 2) {
            return parts;
        }
        List<Drawn> drawn = parts.stream().map(patterns::of).toList();
        int[] ids = ids(drawn);
        List<Part> folded = new ArrayList<>();
        int at = 0;
        while (at < ids.length) {
            int period = 1;
            int count = 1;
            for (int p = 1; p <= LONGEST && at + 2 * p <= ids.length && period * count < ids.length - at; p++) {
                int c = count(ids, at, p);
                if (p <= LONGEST_GROWING && parts.subList(at, at + p).stream().anyMatch(Part.Fork.class::isInstance)) {
                    c = Math.max(c, growing(drawn, at, p));
                }
                if (c > 1 && p * c > period * count) {
                    period = p;
                    count = c;
                }
            }
            // A longer body won because it covers more; it may have runs of its own.
            folded.addAll(
                    count == 1
                            ? parts.subList(at, at + 1)
                            : List.of(repeat(parts.subList(at, at + period * count), count)));
            at += period * count;
        }
        return folded;
    }

    private Part.Repeat repeat(List<Part> run, int count) {
        int period = run.size() / count;
        List<Part> body = Part.through(run.subList(0, period), run.subList(run.size() - period, run.size()));
        Volumes volumes = body.get(period - 1).volumes();
        int growth = (volumes.last().depth() - volumes.first().depth()) / (count - 1);
        return new Part.Repeat(fold(body), count, growth);
    }

    private static int count(int[] ids, int at, int period) {
        int end = at + period;
        while (end < ids.length && ids[end] == ids[end - period]) {
            end++;
        }
        return (end - at) / period;
    }

    /** How many modules from here on differ by the same numbers. */
    private static int growing(List<Drawn> drawn, int at, int period) {
        int end = at + period;
        while (end < drawn.size() && grows(drawn, at, end, period)) {
            end++;
        }
        int count = (end - at) / period;
        return count < FEWEST_GROWING ? 1 : count;
    }

    private static boolean grows(List<Drawn> drawn, int at, int end, int period) {
        Drawn next = drawn.get(end);
        Drawn here = drawn.get(end - period);
        return next.structure() == here.structure()
                && (end - 2 * period < at || here.isBetween(drawn.get(end - 2 * period), next));
    }

    /** A number for each part, the same for those that look the same. */
    private static int[] ids(List<Drawn> drawn) {
        Map<Drawn, Integer> numbers = new HashMap<>();
        return drawn.stream()
                .mapToInt(d -> numbers.computeIfAbsent(d, n -> numbers.size()))
                .toArray();
    }
}
