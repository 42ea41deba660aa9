package io.github.cnnc.compiler.network;

import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.source.Span;
import java.util.List;

/**
 * A layer of an expanded network.
 *
 * @param name unique in the network: its label, or kind and number
 * @param inputs the values that enter: 0 is the network's input, i + 1 what node i makes
 * @param span where it is written
 */
public record Node(String name, Layer layer, List<Integer> inputs, Span span) {

    public Node {
        inputs = List.copyOf(inputs);
    }
}
