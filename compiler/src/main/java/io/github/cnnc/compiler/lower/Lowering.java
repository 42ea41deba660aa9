package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes operations of layers. What does nothing at inference is gone afterwards. */
public final class Lowering {

    private final Network network;
    private final List<Volume> values = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();

    /** The lowered value of each value of the network. */
    private final int[] lowered;

    private Lowering(Network network) {
        this.network = network;
        this.lowered = new int[network.nodes().size() + 1];
    }

    /** The program of a network. */
    public static Program lower(Network network) {
        return new Lowering(network).run();
    }

    private List<Double> perChannel(List<Double> values) {
        return values.size() == 1 ? Collections.nCopies(network.volume(0).depth(), values.get(0)) : values;
    }

    private Program run() {
        lowered[0] = value(network.volume(0));
        if (!network.input().isPlain()) {
            int out = value(network.volume(0));
            Provenance provenance = new Provenance("input", "input " + network.volume(0), "");
            ops.add(new Op.Normalize(
                    0,
                    out,
                    network.input().scale(),
                    perChannel(network.input().mean()),
                    perChannel(network.input().std()),
                    provenance));
            lowered[0] = out;
        }
        for (int i = 0; i < network.nodes().size(); i++) {
            lowered[i + 1] = lower(network.nodes().get(i));
        }
        return new Program(
                network.name(),
                network.input().format(),
                values,
                ops,
                lowered[network.output()],
                network.labels(),
                network.tensors());
    }

    private int value(Volume volume) {
        values.add(volume);
        return values.size() - 1;
    }

    private int lower(Node node) {
        Layer layer = node.layer();
        int in = lowered[node.inputs().get(0)];
        if (layer.output().equals(values.get(in)) && layer.accept(new KeepsElements())) {
            return in;
        }
        int out = value(layer.output());
        List<Integer> inputs = node.inputs().stream().map(v -> lowered[v]).toList();
        ops.add(layer.accept(new LayerOperation(node, inputs, out)));
        return out;
    }
}
