package io.github.cnnc.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A class a network chose.
 *
 * @param index its position in the output
 * @param label its name
 * @param score the output at that position: a probability after softmax, a logit without
 */
public record Prediction(int index, String label, float score) {

    /** NaN after every number, and 0 beside -0 (adding 0 makes them one). */
    private static final Comparator<Prediction> BEST_FIRST = Comparator.<Prediction, Boolean>comparing(
                    p -> Float.isNaN(p.score))
            .thenComparing(p -> -(p.score + 0f) + 0f)
            .thenComparing(Prediction::index);

    /**
     * The classes of the highest scores, best first; of equal scores the lower index first, NaN last.
     *
     * @param output one score for each class
     * @param labels one for each score; or none, then the index is the label
     * @param k how many, at least 0; fewer come out where there are fewer classes
     * @throws IllegalArgumentException for another number of labels or a negative k
     */
    public static List<Prediction> top(float[] output, List<String> labels, int k) {
        if (!labels.isEmpty() && labels.size() != output.length) {
            throw new IllegalArgumentException(
                    "there are " + labels.size() + " labels for " + output.length + " scores");
        }
        return IntStream.range(0, output.length)
                .mapToObj(i -> new Prediction(i, labels.isEmpty() ? Integer.toString(i) : labels.get(i), output[i]))
                .sorted(BEST_FIRST)
                .limit(k)
                .toList();
    }
}
