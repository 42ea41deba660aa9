package io.github.cnnc.compiler.reference;

import io.github.cnnc.compiler.network.InputSpec;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a network layer by layer, each as its definition says, in double precision. Slow, and meant to be plain. */
public final class ReferenceEvaluator {

    private final Network network;
    private final Map<String, float[]> tensors = new HashMap<>();

    /**
     * An evaluator of a network with its weights.
     *
     * @throws io.github.cnnc.runtime.WeightsException where tensors are missing, extra or of another shape
     */
    public ReferenceEvaluator(Network network, Weights weights) {
        this.network = network;
        List<TensorSpec> specs = network.tensors();
        float[][] arrays = weights.match(specs);
        for (int i = 0; i < arrays.length; i++) {
            tensors.put(specs.get(i).name(), arrays[i]);
        }
    }

    /**
     * The network's output.
     *
     * @param input CHW, as a model takes it: before scale, mean and std
     * @return CHW
     */
    public double[] evaluate(float[] input) {
        return values(input).get(network.output());
    }

    /**
     * Every value of the network: the normalised input, then what each node makes, all CHW. Those of a large network take
     * much memory.
     *
     * @param input CHW, as a model takes it: before scale, mean and std
     */
    public List<double[]> values(float[] input) {
        if (input.length != network.volume(0).size()) {
            throw new IllegalArgumentException(
                    network.volume(0) + " has " + network.volume(0).size() + " elements, not " + input.length);
        }
        List<double[]> values = new ArrayList<>();
        values.add(normalised(input));
        for (Node node : network.nodes()) {
            List<double[]> inputs = node.inputs().stream().map(values::get).toList();
            values.add(node.layer().evaluate(inputs, tensors(node)));
        }
        return Collections.unmodifiableList(values);
    }

    /** Each channel c becomes (x * scale - mean[c]) / std[c]. */
    private double[] normalised(float[] input) {
        InputSpec spec = network.input();
        int plane = network.volume(0).width() * network.volume(0).height();
        double[] out = new double[input.length];
        for (int i = 0; i < out.length; i++) {
            int c = i / plane;
            out[i] = (input[i] * spec.scale() - spec.mean(c)) / spec.std(c);
        }
        return out;
    }

    private List<double[]> tensors(Node node) {
        return node.layer().tensors().stream()
                .map(t -> widened(tensors.get(node.name() + "." + t.suffix())))
                .toList();
    }

    private static double[] widened(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }
}
