package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
        Assembly behind = new Assembly(false);
        Assembly before = new Assembly(true);
        for (int value : values) {
            Node node = network.nodes().get(value - 1);
            if (node.layer() instanceof Join join) {
                // One branch alone joins nothing.
                List<Part> parts = node.inputs().size() > 1
                        ? List.of(fork(join, node, dominator[value]))
                        : chain(dominator[value], node.inputs().get(0));
                behind.add(parts);
                before.add(parts);
            } else {
                behind.add(node.layer(), rows.get(value - 1).text());
                before.add(node.layer(), rows.get(value - 1).text());
            }
        }
        // AlexNet has dropout before each fully connected layer, VGG-16 behind: what folds better is what was meant.
        List<Part> usual = Folding.fold(behind.parts());
        List<Part> other = Folding.fold(before.parts());
        return other.size() < usual.size() ? other : usual;
    }

    private Part fork(Join join, Node node, int from) {
        List<Part.Branch> branches = new ArrayList<>();
        for (int end : node.inputs()) {
            List<Part> parts = chain(from, end);
            int last = branches.size() - 1;
            if (!parts.isEmpty() && last >= 0 && branches.get(last).parts().equals(parts)) {
                branches.set(last, new Part.Branch(parts, branches.get(last).count() + 1));
            } else {
                branches.add(new Part.Branch(parts, 1));
            }
        }
        return new Part.Fork(Joint.of(join.how()), branches, join.output(), List.of(), List.of(join.text()));
    }
}
