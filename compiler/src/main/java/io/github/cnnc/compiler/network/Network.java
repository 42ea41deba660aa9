package io.github.cnnc.compiler.network;

import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * An expanded network.
 *
 * @param nodes each after those it reads
 * @param output the value that leaves; 0 where there are no layers
 * @param labels class names, or none
 */
public record Network(String name, InputSpec input, List<Node> nodes, int output, List<String> labels) {

    public Network {
        nodes = List.copyOf(nodes);
        labels = List.copyOf(labels);
    }

    /** The volume of a value: 0 is the input, i + 1 what node i makes. */
    public Volume volume(int value) {
        return value == 0
                ? input.format().volume()
                : nodes.get(value - 1).layer().output();
    }

    /** The volume that leaves. */
    public Volume outputVolume() {
        return volume(output);
    }

    /** Every tensor, in layer order: what the weights file holds. */
    public List<TensorSpec> tensors() {
        List<TensorSpec> all = new ArrayList<>();
        for (Node node : nodes) {
            node.layer().tensors().forEach(t -> all.add(new TensorSpec(node.name() + "." + t.suffix(), t.shape())));
        }
        return all;
    }
}
