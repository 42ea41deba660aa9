package io.github.cnnc.compiler.ir;

import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Optional;

/**
 * An operation with the volumes it reads and writes: all that a schedule depends on.
 *
 * @param inputs the volume of each of the operation's inputs, in their order
 * @param output the volume written
 */
public record Operation(Op op, List<Volume> inputs, Volume output) {

    public Operation {
        inputs = List.copyOf(inputs);
    }

    /** An operation of a program. */
    public static Operation of(Op op, Program program) {
        List<Volume> values = program.values();
        return new Operation(op, op.inputs().stream().map(values::get).toList(), values.get(op.output()));
    }

    /** The volume of the first input. */
    public Volume input() {
        return inputs.get(0);
    }

    /** What is applied to every element before it is written. */
    public Activation activation() {
        return op instanceof Op.Activated activated ? activated.activation() : Activation.NONE;
    }

    /** The window of an operation that slides one. */
    public Optional<Window> window() {
        return op instanceof Op.Windowed windowed ? Optional.of(windowed.window()) : Optional.empty();
    }

    /** Whether a kernel is given weights for this. */
    public boolean has(Weight.Role role) {
        return op.weights().stream().anyMatch(weight -> weight.role() == role);
    }
}
