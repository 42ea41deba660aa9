package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network as Deeplearning4j's native operations in NHWC, in which they are faster than in NCHW. Of the layers those of the
 * benchmarked networks.
 */
final class Dl4jOperations {

    /** How the operations call padding that they are told, their layout, and that of the weights. */
    private static final int EXPLICIT = 0;

    private static final int NHWC = 1;
    private static final int HWIO = 0;
    private static final int OIHW = 1;

    private final FoldedNetwork network;
    private final int batch;
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, INDArray> values = new HashMap<>();

    private record Call(CustomOp operation, OpContext context) {}

    /** A network that reads one input for ever. */
    Dl4jOperations(FoldedNetwork network, int batch, float[] input) {
        this.network = network;
        this.batch = batch;
        Volume v = volume(0);
        INDArray images = array(input, batch, v.depth(), v.height(), v.width());
        values.put(network.entry(), turned(images));
        network.ops().forEach(this::add);
        Volume out = volume(network.program().output());
        if (out.width() != 1 || out.height() != 1) {
            throw new IllegalStateException("the output has positions, and NHWC would have to be turned");
        }
    }

    void run() {
        for (Call call : calls) {
            Nd4j.getExecutioner().exec(call.operation, call.context);
        }
    }

    /** What the last run gave. */
    float[] output() {
        return values.get(network.program().output()).dup('c').data().asFloat();
    }

    // -- operations -------------------------------------------------------------------------------------------------

    private void add(Op op) {
        if (op instanceof Op.Conv c && c.padMode() == PadMode.ZEROS) {
            conv(c);
        } else if (op instanceof Op.Dense d) {
            dense(d);
        } else if (op instanceof Op.MaxPool p) {
            pool(p, "maxpool2d", p.activation());
        } else if (op instanceof Op.AvgPool p && !(p.countPad() && p.window().padded())) {
            pool(p, "avgpool2d", p.activation());
        } else if (op instanceof Op.Activate a) {
            activate(a.activation(), values.get(a.input()), output(a));
        } else if (op instanceof Op.Softmax s) {
            call("softmax", List.of(values.get(s.input())), output(s), -1);
        } else if (op instanceof Op.Add a && a.inputs().size() == 2) {
            call("add", inputs(a), output(a));
            activate(a.activation(), values.get(a.output()), values.get(a.output()));
        } else if (op instanceof Op.Concat c) {
            call("concat", inputs(c), output(c), -1);
        } else {
            throw new IllegalStateException("no operation of Deeplearning4j for " + op);
        }
    }

    private void conv(Op.Conv c) {
        List<Integer> shape = FoldedNetwork.shape(c.weight());
        int filters = shape.get(0);
        boolean depthwise = c.groups() > 1;
        if (depthwise && (c.groups() != volume(c.input()).depth() || c.groups() != filters)) {
            throw new IllegalStateException("Deeplearning4j has no grouped convolution");
        }
        INDArray weights = array(network.elements(c.weight()), filters, shape.get(1), shape.get(2), shape.get(3));
        INDArray in = values.get(c.input());
        INDArray bias = bias(c.bias(), filters);
        if (depthwise) {
            // Filters in our order would go past oneDNN: 13 ms for 256 channels at 28x28, in this order 0.1.
            INDArray turned = weights.permute(2, 3, 0, 1).dup('c');
            call("depthwise_conv2d", List.of(in, turned, bias), output(c), window(c, NHWC, HWIO));
        } else {
            call("conv2d", List.of(in, weights, bias), output(c), window(c, NHWC, OIHW));
        }
        activate(c.activation(), values.get(c.output()), values.get(c.output()));
    }

    private void pool(Op.Windowed p, String name, Activation activation) {
        call(name, List.of(values.get(p.input())), output(p), window(p, 0, NHWC));
        activate(activation, values.get(p.output()), values.get(p.output()));
    }

    /** A window as the operations take it, and two more arguments behind. */
    private int[] window(Op.Windowed op, int next, int last) {
        Window w = op.window();
        Volume in = volume(op.input());
        Volume out = volume(op.output());
        int height = windows(in.height() + 2 * w.top(), w.strideHeight(), w.dilationHeight(), w.kernelHeight());
        int width = windows(in.width() + 2 * w.left(), w.strideWidth(), w.dilationWidth(), w.kernelWidth());
        if (height != out.height() || width != out.width()) {
            throw new IllegalStateException("Deeplearning4j pads alike on both sides: " + op);
        }
        return new int[] {
            w.kernelHeight(),
            w.kernelWidth(),
            w.strideHeight(),
            w.strideWidth(),
            w.top(),
            w.left(),
            w.dilationHeight(),
            w.dilationWidth(),
            EXPLICIT,
            next,
            last
        };
    }

    private static int windows(int pixels, int stride, int dilation, int kernel) {
        return (pixels - dilation * (kernel - 1) - 1) / stride + 1;
    }

    private void dense(Op.Dense d) {
        Volume in = volume(d.input());
        int units = volume(d.output()).depth();
        INDArray weights = array(network.elements(d.weight()), units, in.depth(), in.height(), in.width());
        INDArray flat = values.get(d.input()).reshape('c', batch, in.size());
        INDArray out = output(d);
        INDArray product = out.reshape('c', batch, units);
        // Not xw_plus_b: at batch 1 its oneDNN takes 1.7 ms for 400 x 120, this 0.02.
        call("matmul", List.of(flat, turned(weights).reshape('c', units, in.size())), product, 0, 1, 0);
        call("biasadd", List.of(product, bias(d.bias(), units)), product);
        activate(d.activation(), out, out);
    }

    private void activate(Activation activation, INDArray in, INDArray out) {
        String name = switch (activation.function()) {
            case NONE -> "identity";
            case RELU -> "relu";
            case RELU6 -> "relu6";
            case SIGMOID -> "sigmoid";
            case TANH -> "tanh";
            default -> throw new IllegalStateException("no operation of Deeplearning4j for " + activation);
        };
        if (in != out || !activation.isNone()) {
            call(name, List.of(in), out);
        }
    }

    /** Adds a call of an operation. ReLU takes the number below which its result is 0, all others take whole numbers only. */
    private void call(String name, List<INDArray> inputs, INDArray output, int... arguments) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(inputs);
        context.setOutputArrays(output);
        context.setIArguments(Arrays.stream(arguments).asLongStream().toArray());
        context.setTArguments(name.startsWith("relu") ? new double[] {0} : new double[0]);
        calls.add(new Call(DynamicCustomOp.builder(name).build(), context));
    }

    // -- arrays -----------------------------------------------------------------------------------------------------

    private List<INDArray> inputs(Op op) {
        return op.inputs().stream().map(values::get).toList();
    }

    private INDArray output(Op op) {
        Volume v = volume(op.output());
        INDArray array = Nd4j.create(DataType.FLOAT, batch, v.height(), v.width(), v.depth());
        values.put(op.output(), array);
        return array;
    }

    /** NCHW as NHWC. */
    private static INDArray turned(INDArray array) {
        return array.permute(0, 2, 3, 1).dup('c');
    }

    private INDArray bias(Optional<Param> bias, int size) {
        return array(bias.map(network::elements).orElseGet(() -> new float[size]), size);
    }

    private static INDArray array(float[] elements, long... shape) {
        return Nd4j.create(elements, shape, 'c');
    }

    private Volume volume(int value) {
        return network.program().values().get(value);
    }
}
