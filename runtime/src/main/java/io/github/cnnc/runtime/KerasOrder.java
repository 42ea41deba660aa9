package io.github.cnnc.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recognises kernels as Keras and TensorFlow store them. */
final class KerasOrder {

    /** What to do about them. */
    static final List<String> ADVICE = List.of(
            "these are in the order of Keras: kernels [height, width, inputs, filters] need transpose(3, 2, 0, 1), those of a"
                    + " depthwise convolution transpose(2, 3, 0, 1).reshape(-1, 1, height, width), dense layers [inputs, units]"
                    + " their transpose",
            "a dense layer right after a volume has its inputs in the order height, width, depth there; here it is depth,"
                    + " height, width: reshape(h, w, d, units).transpose(3, 2, 0, 1).reshape(units, -1)");

    private KerasOrder() {}

    /** Whether the kernels and dense layers are those needed once they are transposed, and are not as they stand. */
    static boolean isOf(List<TensorSpec> found, List<TensorSpec> needed) {
        Map<List<Integer>, Integer> left = new HashMap<>();
        needed.stream().filter(KerasOrder::isKernel).forEach(spec -> left.merge(spec.shape(), 1, Integer::sum));
        boolean asTheyStand = true;
        for (TensorSpec spec : found) {
            if (isKernel(spec)) {
                asTheyStand &= left.containsKey(spec.shape());
                List<Integer> shape = transposed(spec.shape());
                if (!taken(left, shape) && !taken(left, depthwise(spec.shape()))) {
                    return false;
                }
            }
        }
        return !asTheyStand && left.values().stream().allMatch(count -> count == 0);
    }

    private static boolean isKernel(TensorSpec spec) {
        return spec.shape().size() == 4 || spec.shape().size() == 2;
    }

    private static boolean taken(Map<List<Integer>, Integer> left, List<Integer> shape) {
        int count = left.getOrDefault(shape, 0);
        left.computeIfPresent(shape, (key, value) -> Math.max(0, value - 1));
        return count > 0;
    }

    private static List<Integer> transposed(List<Integer> s) {
        return s.size() == 2 ? List.of(s.get(1), s.get(0)) : List.of(s.get(3), s.get(2), s.get(0), s.get(1));
    }

    /** From [height, width, inputs, multiplier]. */
    private static List<Integer> depthwise(List<Integer> s) {
        boolean counts = s.size() == 4 && (long) s.get(2) * s.get(3) <= Integer.MAX_VALUE;
        return counts ? List.of(s.get(2) * s.get(3), 1, s.get(0), s.get(1)) : List.of();
    }
}
