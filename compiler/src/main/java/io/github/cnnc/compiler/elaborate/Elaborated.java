package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * An expanded network with what the file expects of it.
 *
 * @param outputSpan what makes the volume that leaves
 * @param labelsSpan what gives the labels, where there are some
 */
public record Elaborated(Network network, Span outputSpan, Optional<Span> labelsSpan, List<Expectation> expectations) {

    /**
     * An {@code expect} statement with its value.
     *
     * @param what {@code params}, {@code output}, {@code macs} or {@code memory}, lower case
     * @param operator a comparison
     * @param binding whether it must hold: not where it speaks of the network as written, and the caller gave other values
     */
    public record Expectation(String what, Span whatSpan, String operator, Value value, Span span, boolean binding) {}
}
