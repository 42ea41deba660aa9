package io.github.cnnc.benchmarks.peer.im2col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arrays that all layers compute in, one after the other: few enough to stay in the cache. */
final class Scratch {

    private final Map<Integer, List<float[]>> arrays = new HashMap<>();

    /** Some arrays of a length, the same for whoever asks. */
    float[][] arrays(int count, int length) {
        List<float[]> all = arrays.computeIfAbsent(length, n -> new ArrayList<>());
        while (all.size() < count) {
            all.add(new float[length]);
        }
        return all.subList(0, count).toArray(float[][]::new);
    }
}
