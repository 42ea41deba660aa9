package io.github.cnnc.compiler.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds runs of equal parts: {@code A B A B A B C} becomes {@code (A B) x3, C}. */
final class Folding {

    /** The longest body that is looked for; it bounds the work to so many comparisons a part. */
    private static final int LONGEST = 200;

    private Folding() {}

    /** The parts with runs folded: at each place the run that covers most, of those the shortest body. */
    static List<Part> fold(List<Part> parts) {
        int[] ids = ids(parts);
        List<Part> folded = new ArrayList<>();
        int at = 0;
        while (at < ids.length) {
            int period = 1;
            int count = 1;
            for (int p = 1; p <= LONGEST && at + 2 * p <= ids.length && period * count < ids.length - at; p++) {
                int c = count(ids, at, p);
                if (c > 1 && p * c > period * count) {
                    period = p;
                    count = c;
                }
            }
            if (count == 1) {
                folded.add(parts.get(at));
            } else {
                // A longer body won because it covers more; it may have runs of its own.
                folded.add(new Part.Repeat(fold(parts.subList(at, at + period)), count));
            }
            at += period * count;
        }
        return folded;
    }

    private static int count(int[] ids, int at, int period) {
        int end = at + period;
        while (end < ids.length && ids[end] == ids[end - period]) {
            end++;
        }
        return (end - at) / period;
    }

    /** A number for each part, the same for equal ones: parts are large, and are compared often. */
    private static int[] ids(List<Part> parts) {
        Map<Part, Integer> numbers = new HashMap<>();
        int[] ids = new int[parts.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = numbers.computeIfAbsent(parts.get(i), p -> numbers.size());
        }
        return ids;
    }
}
