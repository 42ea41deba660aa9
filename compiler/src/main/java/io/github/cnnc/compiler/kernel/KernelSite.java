package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.layout.BufferView;
import java.util.List;
import java.util.Optional;

/**
 * An operation where it stands in a plan.
 *
 * @param inputs where it reads, in the order of the operation's inputs
 * @param output where it writes
 * @param scratch memory of its own while it runs
 */
public record KernelSite(
        Operation operation, List<BufferView> inputs, BufferView output, Optional<BufferView> scratch) {

    public KernelSite {
        inputs = List.copyOf(inputs);
    }

    /** Where the first input lies. */
    public BufferView input() {
        return inputs.get(0);
    }
}
