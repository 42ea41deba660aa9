package io.github.cnnc.benchmarks.peer;

import com.google.protobuf.ByteString;
import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.Volume;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A network as a frozen TensorFlow graph, weights as constants, NHWC: the only layout its processor kernels have. Of the
 * layers those of the benchmarked networks.
 */
final class TensorFlowExport {

    static final String INPUT = "input";
    static final String OUTPUT = "output";

    private final FoldedNetwork network;
    private final int batch;
    private final GraphDef.Builder graph = GraphDef.newBuilder();
    private int fresh;

    private TensorFlowExport(FoldedNetwork network, int batch) {
        this.network = network;
        this.batch = batch;
    }

    static void write(FoldedNetwork network, int batch, Path file) throws IOException {
        TensorFlowExport export = new TensorFlowExport(network, batch);
        export.run();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            export.graph.build().writeTo(out);
        }
    }

    private void run() {
        Volume v = volume(0);
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int size : List.of(batch, v.height(), v.width(), v.depth())) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        graph.addNode(NodeDef.newBuilder()
                .setName(INPUT)
                .setOp("Placeholder")
                .putAttr("dtype", type(DataType.DT_FLOAT))
                .putAttr("shape", AttrValue.newBuilder().setShape(shape).build()));
        identity("v" + network.entry(), INPUT);
        network.ops().forEach(this::add);
        Volume out = volume(network.program().output());
        if (out.width() != 1 || out.height() != 1) {
            throw new IllegalStateException("the output has positions, and NHWC would have to be turned");
        }
        identity(OUTPUT, "v" + network.program().output());
    }

    // -- operations -------------------------------------------------------------------------------------------------

    private void add(Op op) {
        if (op instanceof Op.Conv c && c.padMode() == PadMode.ZEROS) {
            conv(c);
        } else if (op instanceof Op.Dense d) {
            dense(d);
        } else if (op instanceof Op.MaxPool p) {
            NodeDef.Builder node = node("MaxPool", "v" + p.input())
                    .putAttr(
                            "ksize",
                            integers(1, p.window().kernelHeight(), p.window().kernelWidth(), 1));
            activated(p, padded(node, p.window(), volume(p.input()), volume(p.output())), p.activation());
        } else if (op instanceof Op.AvgPool p
                && volume(p.output()).size() == volume(p.output()).depth()) {
            NodeDef.Builder node = node("Mean", "v" + p.input(), axes(1, 2))
                    .putAttr("keep_dims", AttrValue.newBuilder().setB(true).build())
                    .putAttr("Tidx", type(DataType.DT_INT32));
            activated(p, node, p.activation());
        } else if (op instanceof Op.Activate a) {
            activate(op, "v" + a.input(), a.activation());
        } else if (op instanceof Op.Softmax s) {
            graph.addNode(node("Softmax", "v" + s.input()).setName("v" + s.output()));
        } else if (op instanceof Op.Add a && a.inputs().size() == 2) {
            activated(a, node("AddV2", "v" + a.inputs().get(0), "v" + a.inputs().get(1)), a.activation());
        } else if (op instanceof Op.Concat c) {
            NodeDef.Builder node = NodeDef.newBuilder().setOp("ConcatV2").setName("v" + c.output());
            c.inputs().forEach(v -> node.addInput("v" + v));
            graph.addNode(node.addInput(scalar(3))
                    .putAttr("T", type(DataType.DT_FLOAT))
                    .putAttr("Tidx", type(DataType.DT_INT32))
                    .putAttr("N", AttrValue.newBuilder().setI(c.inputs().size()).build()));
        } else {
            throw new IllegalStateException("no TensorFlow operation for " + op);
        }
    }

    private void conv(Op.Conv c) {
        Window w = c.window();
        List<Integer> shape = FoldedNetwork.shape(c.weight());
        boolean depthwise = c.groups() > 1;
        if (depthwise
                && (c.groups() != volume(c.input()).depth() || !shape.get(0).equals(c.groups()))) {
            throw new IllegalStateException("TensorFlow has no grouped convolution on processors");
        }
        // [filters, depth, height, width] becomes [height, width, depth, filters], and of depthwise filters
        // [height, width, filters, 1].
        int filters = shape.get(0);
        int depth = shape.get(1);
        int taps = shape.get(2) * shape.get(3);
        float[] from = network.elements(c.weight());
        float[] to = new float[from.length];
        for (int f = 0; f < filters; f++) {
            for (int d = 0; d < depth; d++) {
                for (int t = 0; t < taps; t++) {
                    to[(t * depth + d) * filters + f] = from[(f * depth + d) * taps + t];
                }
            }
        }
        String weight = depthwise
                ? floats(to, shape.get(2), shape.get(3), filters, 1)
                : floats(to, shape.get(2), shape.get(3), depth, filters);
        NodeDef.Builder node;
        if (depthwise) {
            node = node("DepthwiseConv2dNative", "", weight);
            padded(node, w, volume(c.input()), volume(c.output()));
            node.setInput(0, separately(c.input(), node));
        } else {
            node = node("Conv2D", "v" + c.input(), weight);
            padded(node, w, volume(c.input()), volume(c.output()));
        }
        node.putAttr("dilations", integers(1, w.dilationHeight(), w.dilationWidth(), 1));
        biased(c, node, c.bias().map(network::elements).orElse(new float[0]), c.activation());
    }

    /** The input with its explicit padding around it: TensorFlow 2.18's depthwise convolution ends the process over one. */
    private String separately(int input, NodeDef.Builder node) {
        if (!node.containsAttr("explicit_paddings")) {
            return "v" + input;
        }
        int[] pads = node.getAttrOrThrow("explicit_paddings").getList().getIList().stream()
                .mapToInt(Long::intValue)
                .toArray();
        node.removeAttr("explicit_paddings").putAttr("padding", string("VALID"));
        String padded = fresh();
        String sizes = constant(DataType.DT_INT32, integerBytes(pads), 4, 2);
        graph.addNode(node("Pad", "v" + input, sizes).setName(padded).putAttr("Tpaddings", type(DataType.DT_INT32)));
        return padded;
    }

    private void dense(Op.Dense d) {
        Volume in = volume(d.input());
        int units = volume(d.output()).depth();
        float[] from = network.elements(d.weight());
        float[] to = new float[from.length];
        int plane = in.width() * in.height();
        for (int u = 0; u < units; u++) {
            for (int c = 0; c < in.depth(); c++) {
                for (int p = 0; p < plane; p++) {
                    to[(p * in.depth() + c) * units + u] = from[(u * in.depth() + c) * plane + p];
                }
            }
        }
        String flat = fresh();
        graph.addNode(node("Reshape", "v" + d.input(), axes(batch, in.size()))
                .setName(flat)
                .putAttr("Tshape", type(DataType.DT_INT32)));
        biased(
                d,
                node("MatMul", flat, floats(to, in.size(), units)),
                d.bias().map(network::elements).orElse(new float[0]),
                d.activation());
    }

    private void biased(Op op, NodeDef.Builder node, float[] bias, Activation activation) {
        if (bias.length == 0) {
            activated(op, node, activation);
            return;
        }
        String sum = fresh();
        graph.addNode(node.setName(sum));
        activated(op, node("BiasAdd", sum, floats(bias, bias.length)), activation);
    }

    private void activated(Op op, NodeDef.Builder node, Activation activation) {
        if (activation.isNone()) {
            graph.addNode(node.setName("v" + op.output()));
            return;
        }
        String before = fresh();
        graph.addNode(node.setName(before));
        activate(op, before, activation);
    }

    private void activate(Op op, String in, Activation activation) {
        String operation = switch (activation.function()) {
            case NONE -> "Identity";
            case RELU -> "Relu";
            case RELU6 -> "Relu6";
            case SIGMOID -> "Sigmoid";
            case TANH -> "Tanh";
            default -> throw new IllegalStateException("no TensorFlow operation for " + activation);
        };
        graph.addNode(node(operation, in).setName("v" + op.output()));
    }

    /** Strides and padding, in the words that TensorFlow's own rewriting knows best. */
    private static NodeDef.Builder padded(NodeDef.Builder node, Window w, Volume in, Volume out) {
        int right = Math.max(
                0,
                (out.width() - 1) * w.strideWidth()
                        + w.dilationWidth() * (w.kernelWidth() - 1)
                        + 1
                        - in.width()
                        - w.left());
        int bottom = Math.max(
                0,
                (out.height() - 1) * w.strideHeight()
                        + w.dilationHeight() * (w.kernelHeight() - 1)
                        + 1
                        - in.height()
                        - w.top());
        node.putAttr("strides", integers(1, w.strideHeight(), w.strideWidth(), 1));
        boolean one = w.strideWidth() == 1 && w.strideHeight() == 1;
        if (w.left() + right + w.top() + bottom == 0) {
            return node.putAttr("padding", string("VALID"));
        }
        if (one && w.left() == right && w.top() == bottom && out.width() == in.width() && out.height() == in.height()) {
            return node.putAttr("padding", string("SAME"));
        }
        return node.putAttr("padding", string("EXPLICIT"))
                .putAttr("explicit_paddings", integers(0, 0, w.top(), bottom, w.left(), right, 0, 0));
    }

    // -- nodes ------------------------------------------------------------------------------------------------------

    private NodeDef.Builder node(String operation, String... inputs) {
        return NodeDef.newBuilder()
                .setOp(operation)
                .addAllInput(List.of(inputs))
                .putAttr("T", type(DataType.DT_FLOAT));
    }

    private void identity(String name, String input) {
        graph.addNode(node("Identity", input).setName(name));
    }

    private String floats(float[] elements, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(elements);
        return constant(DataType.DT_FLOAT, ByteString.copyFrom(bytes), shape);
    }

    private String axes(int... values) {
        return constant(DataType.DT_INT32, integerBytes(values), values.length);
    }

    private String scalar(int value) {
        return constant(DataType.DT_INT32, integerBytes(value));
    }

    private static ByteString integerBytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    private String constant(DataType type, ByteString content, int... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (int size : shape) {
            sizes.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDtype(type).setTensorShape(sizes).setTensorContent(content);
        String name = fresh();
        graph.addNode(NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr("dtype", type(type))
                .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build()));
        return name;
    }

    private String fresh() {
        return "n" + fresh++;
    }

    private static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    private static AttrValue string(String value) {
        return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
    }

    private static AttrValue integers(long... values) {
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        for (long value : values) {
            list.addI(value);
        }
        return AttrValue.newBuilder().setList(list).build();
    }

    private Volume volume(int value) {
        return network.program().values().get(value);
    }
}
