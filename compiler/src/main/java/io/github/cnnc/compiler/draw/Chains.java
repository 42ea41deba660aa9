package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Finds the chains and branches of a network's graph again.
 *
 * <p>The notation makes series-parallel graphs only: the branches of a joining node begin where all ways to it part, its
 * immediate dominator. Walking back from the output and jumping from joint to fork visits every node once.
 */
final class Chains {

    private final Network network;
    private final List<LayerRow> rows;
    private final int[] dominator;
    private final Patterns patterns = new Patterns();
    private final Folding folding = new Folding(patterns);

    /**
     * What is an edge of the layer that it leads to, not of the one that it follows, in the order in which they are tried: AlexNet
     * has dropout before each fully connected layer, VGG-16 behind; DenseNet normalises before its convolutions, ResNet behind.
     */
    private static final List<Set<Kind>> EDGES_BEFORE =
            List.of(Set.of(), Set.of(Kind.DROPOUT), Set.of(Kind.NORM, Kind.ACTIVATION, Kind.DROPOUT));

    Chains(CheckedNetwork checked) {
        this.network = checked.network();
        this.rows = checked.rows();
        this.dominator = dominators(network);
    }

    /** The folded chain from the input to the output. */
    List<Part> parts() {
        return chain(0, network.output());
    }

    /** The immediate dominator of each value; nodes come after those they read, so one pass finds them. */
    private static int[] dominators(Network network) {
        int[] dominator = new int[network.nodes().size() + 1];
        for (int value = 1; value < dominator.length; value++) {
            List<Integer> inputs = network.nodes().get(value - 1).inputs();
            int common = inputs.get(0);
            for (int input : inputs) {
                int other = input;
                // A dominator has a smaller number than what it dominates, so the larger of two can step back.
                while (common != other) {
                    if (common > other) {
                        common = dominator[common];
                    } else {
                        other = dominator[other];
                    }
                }
            }
            dominator[value] = common;
        }
        return dominator;
    }

    private List<Part> chain(int from, int to) {
        List<Integer> values = new ArrayList<>();
        for (int value = to; value != from; value = dominator[value]) {
            values.add(value);
        }
        Collections.reverse(values);
        List<Assembly> assemblies = EDGES_BEFORE.stream().map(Assembly::new).toList();
        for (int value : values) {
            Node node = network.nodes().get(value - 1);
            if (node.layer() instanceof Join join) {
                // One branch alone joins nothing.
                List<Part> parts = node.inputs().size() > 1
                        ? List.of(fork(join, node, value))
                        : chain(dominator[value], node.inputs().get(0));
                assemblies.forEach(a -> a.add(parts));
            } else {
                LayerRow row = rows.get(value - 1);
                assemblies.forEach(a -> a.add(node.layer(), row));
            }
        }
        // What needs fewest boxes is what was meant.
        return assemblies.stream()
                .map(a -> folding.fold(a.parts()))
                .min(Comparator.comparingLong(Part::boxes))
                .orElseThrow();
    }

    private Part fork(Join join, Node node, int value) {
        List<Part.Branch> branches = new ArrayList<>();
        for (int end : node.inputs()) {
            List<Part> parts = chain(dominator[value], end);
            int last = branches.size() - 1;
            if (!parts.isEmpty()
                    && last >= 0
                    && patterns.alike(branches.get(last).parts(), parts)) {
                Part.Branch before = branches.get(last);
                branches.set(last, new Part.Branch(Part.through(before.parts(), parts), before.count() + 1));
            } else {
                branches.add(new Part.Branch(parts, 1));
            }
        }
        return new Part.Fork(
                Joint.of(join.how()),
                branches,
                Names.of(rows.get(value - 1).name()),
                Volumes.of(join.output()),
                List.of(),
                List.of(join.text()));
    }
}
