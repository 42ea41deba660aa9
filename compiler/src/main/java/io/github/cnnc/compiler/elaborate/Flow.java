package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.runtime.Volume;
import java.util.Optional;

/**
 * The volume that flows along a chain.
 *
 * @param value the number of the value in the network
 * @param volume empty after an error: it then goes with everything
 * @param source what made it
 */
record Flow(int value, Optional<Volume> volume, Span source) {

    /** What a diagnostic says of where a known volume comes from. */
    Label origin() {
        Volume known = volume.orElseThrow();
        return new Label(source, value == 0 ? known + " enters here" : "gives " + known);
    }

    /** The same place in the chain after an error. */
    Flow unknown() {
        return new Flow(-1, Optional.empty(), source);
    }
}
