package io.github.cnnc.compiler.ir;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * A lowered network. Value 0 is the input; every other value is written by exactly one operation, before it is read.
 * Values no operation writes (left behind by a pass) do not count.
 *
 * @param name the network's name
 * @param input what enters: value 0
 * @param values the volume of each value
 * @param ops the operations in an order in which they can run
 * @param output the value that leaves; 0 where the network does nothing
 * @param labels class names, or none
 * @param tensors every tensor of the weights file, in layer order
 */
public record Program(
        String name,
        InputFormat input,
        List<Volume> values,
        List<Op> ops,
        int output,
        List<String> labels,
        List<TensorSpec> tensors) {

    public Program {
        values = List.copyOf(values);
        ops = List.copyOf(ops);
        labels = List.copyOf(labels);
        tensors = List.copyOf(tensors);
    }

    /** The same network with other operations. */
    public Program withOps(List<Op> ops) {
        return ops.equals(this.ops) ? this : new Program(name, input, values, ops, output, labels, tensors);
    }

    /** The same network with other operations and more values. */
    public Program withOps(List<Volume> values, List<Op> ops) {
        return new Program(name, input, values, ops, output, labels, tensors);
    }
}
