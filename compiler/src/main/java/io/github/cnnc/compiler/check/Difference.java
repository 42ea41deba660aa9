package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.compiler.layer.BatchNorm;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Dense;
import io.github.cnnc.compiler.layer.LayerTensor;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Why a figure may differ from what was expected: the usual reasons, tried one after the other. An answer names the
 * first layer where the two figures part; that it is the reason is likely, not certain.
 */
record Difference(Network network, CheckedNetwork.Totals totals) {

    /** The likely reason that {@code expected} parameters were expected. */
    Optional<Label> ofParameters(long expected) {
        long more = expected - totals.parameters();
        return biases(-more, beforeNorm()::contains)
                .or(() -> biases(-more, node -> true))
                .or(() -> missingBiases(more))
                .or(() -> statistics(more))
                .or(() -> otherVolume(more))
                .or(() -> oneLayer(-more));
    }

    /** The likely reason that {@code expected} multiply-accumulates were expected. */
    Optional<Label> ofMacs(long expected) {
        long dense = network.nodes().stream()
                .filter(node -> node.layer() instanceof Dense)
                .mapToLong(node -> node.layer().macs())
                .sum();
        if (dense > 0 && expected == totals.macs() - dense) {
            return first(node -> node.layer() instanceof Dense)
                    .map(node -> label(node, "expected are the convolutions alone: FC layers have " + figure(dense)));
        }
        if (expected == 2 * totals.macs()) {
            return first(node -> node.layer().macs() > 0)
                    .map(node -> label(node, "expected are operations: a multiply-accumulate is two"));
        }
        long less = totals.macs() - expected;
        return first(node -> node.layer().macs() == less && less > 0)
                .map(node -> label(node, "this layer alone has " + figure(less)));
    }

    /** The layers whose output a batch normalisation reads. */
    private Set<Node> beforeNorm() {
        Set<Node> before = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : network.nodes()) {
            if (node.layer() instanceof BatchNorm && node.inputs().get(0) > 0) {
                before.add(network.nodes().get(node.inputs().get(0) - 1));
            }
        }
        return before;
    }

    /** The biases of all layers that {@code counts}, or of one of them. */
    private Optional<Label> biases(long number, Predicate<Node> counts) {
        if (number <= 0) {
            return Optional.empty();
        }
        List<Node> layers = network.nodes().stream()
                .filter(node -> bias(node) > 0 && counts.test(node))
                .toList();
        if (layers.stream().mapToLong(this::bias).sum() == number) {
            String who = layers.size() == 1 ? "this layer's" : "this and " + (layers.size() - 1) + " more layers'";
            return layers.stream()
                    .findFirst()
                    .map(node ->
                            label(node, figure(number) + " are " + who + " biases; " + "`bias=false` leaves them out"));
        }
        return layers.stream()
                .filter(node -> bias(node) == number)
                .findFirst()
                .map(node -> label(node, figure(number) + " are this layer's biases; `bias=false` leaves them out"));
    }

    private long bias(Node node) {
        boolean has =
                node.layer() instanceof Conv conv && conv.bias() || node.layer() instanceof Dense dense && dense.bias();
        return has ? node.layer().output().depth() : 0;
    }

    /** The biases that layers with {@code bias=false} do not have. */
    private Optional<Label> missingBiases(long number) {
        List<Node> layers = network.nodes().stream()
                .filter(node -> node.layer() instanceof Conv conv && !conv.bias()
                        || node.layer() instanceof Dense dense && !dense.bias())
                .toList();
        long all =
                layers.stream().mapToLong(node -> node.layer().output().depth()).sum();
        if (number > 0 && all == number) {
            return Optional.of(label(layers.get(0), figure(number) + " are the biases that `bias=false` leaves out"));
        }
        return layers.stream()
                .filter(node -> node.layer().output().depth() == number)
                .findFirst()
                .map(node -> label(node, figure(number) + " are the biases that `bias=false` leaves out"));
    }

    private Optional<Label> statistics(long number) {
        return number > 0 && number == totals.statistics()
                ? first(node -> node.layer() instanceof BatchNorm)
                        .map(node -> label(node, figure(number) + " are running statistics, which do not count"))
                : Optional.empty();
    }

    /** A fully connected layer that would see another volume if a layer before it rounded the other way. */
    private Optional<Label> otherVolume(long more) {
        for (Node node : network.nodes()) {
            if (!(node.layer() instanceof Dense dense) || more % dense.output().depth() != 0) {
                continue;
            }
            int width = dense.input().width();
            int height = dense.input().height();
            long inputs = (long) dense.input().size() + more / dense.output().depth();
            for (int step : new int[] {-1, 1, -2, 2}) {
                long other =
                        (long) (width + step) * (height + step) * dense.input().depth();
                if (width + step > 0 && height + step > 0 && width > 1 && other == inputs) {
                    return Optional.of(label(
                            node,
                            "expected is what it has for " + (width + step) + "x" + (height + step) + "x"
                                    + dense.input().depth() + ", and " + dense.input()
                                    + " enters here: a floor, ceil or padding before it"));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Label> oneLayer(long number) {
        return first(node -> number > 0 && parameters(node) == number)
                .map(node -> label(node, "this layer alone has " + figure(number)));
    }

    private static long parameters(Node node) {
        return node.layer().tensors().stream()
                .filter(LayerTensor::trained)
                .mapToLong(LayerTensor::size)
                .sum();
    }

    private Optional<Node> first(Predicate<Node> which) {
        return network.nodes().stream().filter(which).findFirst();
    }

    private static Label label(Node node, String text) {
        return new Label(node.span(), text);
    }

    private static String figure(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
