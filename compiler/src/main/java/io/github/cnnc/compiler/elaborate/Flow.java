package io.github.cnnc.compiler.elaborate;

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

    /** The same place in the chain after an error. */
    Flow unknown() {
        return new Flow(-1, Optional.empty(), source);
    }
}
