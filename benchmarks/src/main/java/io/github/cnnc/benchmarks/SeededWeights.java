package io.github.cnnc.benchmarks;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Random weights whose answer tells something. With those of a deep network as they come out of the generator the scores of
 * the last layer lie so far apart that softmax makes one of them 1 and the others 0, and two engines would agree whatever
 * they computed: the last layer's weights are made smaller until the largest probability is below a half.
 */
final class SeededWeights {

    private static final long SEED = 1;
    private static final float STEP = 0.25f;
    private static final int MOST_STEPS = 12;

    private SeededWeights() {}

    /** The weights of a network whose first picture is {@code image}. */
    static Weights of(Compilation compilation, float[] image) {
        List<TensorSpec> specs = compilation.network().network().tensors();
        Weights weights = Weights.random(specs, SEED);
        List<Op> ops = compilation.lowered().ops();
        if (ops.isEmpty() || !(ops.get(ops.size() - 1) instanceof Op.Softmax)) {
            return weights;
        }
        Set<String> last = lastLayer(ops);
        LoadedClass network = compilation.load();
        for (int step = 0; step < MOST_STEPS && largest(network.model(weights).predict(image)) > 0.5; step++) {
            weights = scaled(specs, weights, last);
        }
        return weights;
    }

    private static Set<String> lastLayer(List<Op> ops) {
        Set<String> names = Set.of();
        for (Op op : ops) {
            if (op instanceof Op.Dense dense) {
                names = names(Stream.concat(Stream.of(dense.weight()), dense.bias().stream()));
            } else if (op instanceof Op.Conv conv) {
                names = names(Stream.concat(Stream.of(conv.weight()), conv.bias().stream()));
            }
        }
        return names;
    }

    private static Set<String> names(Stream<Param> params) {
        return params.map(p -> ((Param.Stored) p).spec().name()).collect(Collectors.toSet());
    }

    private static Weights scaled(List<TensorSpec> specs, Weights weights, Set<String> names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : specs) {
            Tensor tensor = weights.get(spec.name()).orElseThrow();
            if (names.contains(spec.name())) {
                float[] smaller = tensor.data().clone();
                for (int i = 0; i < smaller.length; i++) {
                    smaller[i] *= STEP;
                }
                tensor = new Tensor(tensor.shape(), smaller);
            }
            tensors.put(spec.name(), tensor);
        }
        return Weights.of(tensors);
    }

    private static float largest(float[] probabilities) {
        float largest = 0;
        for (float p : probabilities) {
            largest = Math.max(largest, p);
        }
        return largest;
    }
}
