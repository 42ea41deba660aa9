package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network of one operation, in which it finds its inputs as in the network it is from: computed by a convolution, and so in
 * the layout and with the halo that it asks for. Value numbers stay what they were.
 */
final class SingleOperation {

    private static final Volume PIXEL = new Volume(1, 1, 1);

    private SingleOperation() {}

    /** The network of an operation; empty where it reads the network's input and other values, too. */
    static Optional<Program> of(Op op, Program program) {
        boolean first = op.inputs().contains(0);
        if (first && op.inputs().stream().anyMatch(value -> value != 0)) {
            return Optional.empty();
        }
        List<Volume> values = new ArrayList<>(program.values());
        List<Op> ops = new ArrayList<>();
        Set<TensorSpec> tensors = new LinkedHashSet<>();
        if (!first) {
            values.set(0, PIXEL);
            for (int value : new LinkedHashSet<>(op.inputs())) {
                ops.add(input(value, values.get(value), tensors));
            }
        }
        ops.add(op);
        op.weights().forEach(weight -> add(weight.param(), tensors));
        InputFormat input = new InputFormat(values.get(0), InputFormat.Channels.NONE);
        return Optional.of(new Program("Single", input, values, ops, op.output(), List.of(), List.copyOf(tensors)));
    }

    /** Computes a value from one pixel with padding around. */
    private static Op input(int value, Volume volume, Set<TensorSpec> tensors) {
        Window window = new Window(1, 1, 1, 1, 1, 1, 0, volume.width() - 1, 0, volume.height() - 1);
        String name = "input of one operation, " + value;
        TensorSpec weight = TensorSpec.of(name + " weight", volume.depth(), 1, 1, 1);
        TensorSpec bias = TensorSpec.of(name + " bias", volume.depth());
        TensorSpec slope = TensorSpec.of(name + " slope", volume.depth());
        tensors.addAll(List.of(weight, bias, slope));
        return new Op.Conv(
                0,
                value,
                window,
                PadMode.ZEROS,
                1,
                new Param.Stored(weight),
                Optional.of(new Param.Stored(bias)),
                // PReLU, since nothing is fused into it.
                new Activation(ActivationFunction.PRELU, 0, Optional.of(new Param.Stored(slope))),
                new Provenance(name, "", ""));
    }

    private static void add(Param param, Set<TensorSpec> tensors) {
        if (param instanceof Param.Stored stored) {
            tensors.add(stored.spec());
        } else if (param instanceof Param.Scaled scaled) {
            scaled.base().ifPresent(base -> add(base, tensors));
            add(scaled.norm(), tensors);
        } else if (param instanceof Param.Shifted shifted) {
            shifted.base().ifPresent(base -> add(base, tensors));
            add(shifted.norm(), tensors);
        }
    }

    private static void add(Param.BatchNorm norm, Set<TensorSpec> tensors) {
        tensors.addAll(List.of(norm.weight(), norm.bias(), norm.runningMean(), norm.runningVar()));
    }
}
