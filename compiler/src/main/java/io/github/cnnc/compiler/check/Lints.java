package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.layer.Activated;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layer.BatchNorm;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Dense;
import io.github.cnnc.compiler.layer.Softmax;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.source.Span;
import java.util.Locale;
import java.util.Optional;

/**
 * Warnings about a network in which everything fits. Those about one layer's arguments are given where its rule is
 * ({@code layer.WindowRule}), those about the text where it is expanded.
 */
record Lints(Network network, long parameters, Diagnostics diagnostics) {

    /** The share of all parameters past which one fully connected layer is worth a word, in percent. */
    private static final int LARGE_SHARE = 70;

    /** Below so many parameters no share is worth a word: a small network costs nothing. */
    private static final int SMALL = 1_000_000;

    void check() {
        int[] readers = readers();
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Softmax) {
                producer(node).ifPresent(before -> reluBeforeSoftmax(before, node));
            }
            if (node.layer() instanceof BatchNorm && readers[node.inputs().get(0)] == 1) {
                producer(node).ifPresent(before -> biasBeforeNorm(before, node));
            }
            if (node.layer() instanceof Dense dense) {
                largeDense(node, dense);
            }
        }
    }

    private int[] readers() {
        int[] readers = new int[network.nodes().size() + 1];
        network.nodes().forEach(node -> node.inputs().forEach(value -> readers[value]++));
        readers[network.output()]++;
        return readers;
    }

    private Optional<Node> producer(Node node) {
        int value = node.inputs().get(0);
        return value == 0 ? Optional.empty() : Optional.of(network.nodes().get(value - 1));
    }

    private void reluBeforeSoftmax(Node before, Node softmax) {
        if (before.layer() instanceof Activated activated && activated.function() == ActivationFunction.RELU) {
            diagnostics.add(Diagnostic.of(
                            Code.CNN101,
                            "a ReLU right before SOFTMAX",
                            before.span(),
                            "every score below 0 becomes 0 here")
                    .because(softmax.span(), "and no class can be less likely than another by that"));
        }
    }

    private void biasBeforeNorm(Node before, Node norm) {
        boolean bias = before.layer() instanceof Conv conv && conv.bias()
                || before.layer() instanceof Dense dense && dense.bias();
        if (!bias) {
            return;
        }
        Span call = before.span();
        boolean parenthesised = call.text().endsWith(")");
        Span end = call.file().span(call.end() - (parenthesised ? 1 : 0), call.end() - (parenthesised ? 1 : 0));
        boolean empty = call.text().replaceAll("\\s", "").endsWith("()");
        String argument = parenthesised ? (empty ? "" : ", ") + "bias=false" : "(bias=false)";
        diagnostics.add(Diagnostic.of(
                        Code.CNN102,
                        "a bias right before BN",
                        call,
                        figure(before.layer().output().depth()) + " biases that do nothing")
                .because(norm.span(), "subtracts the mean, and them with it")
                .fixedBy("bias=false", "", end, argument));
    }

    private void largeDense(Node node, Dense dense) {
        long own = dense.parameters();
        boolean others = network.nodes().stream().map(Node::layer).anyMatch(Conv.class::isInstance);
        if (others && own > SMALL && own > parameters / 100 * LARGE_SHARE) {
            long share = Math.round(100.0 * own / parameters);
            diagnostics.add(Diagnostic.of(
                            Code.CNN106,
                            "one fully connected layer has " + share + " % of all parameters",
                            node.span(),
                            dense.formula() + " = " + figure(own) + " of " + figure(parameters))
                    .note("a POOL or GAP before it makes it smaller; `allow CNN106` if it is meant"));
        }
    }

    private static String figure(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
