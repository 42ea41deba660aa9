package io.github.cnnc.compiler.onnxruntime;

import io.github.cnnc.compiler.layer.Activated;
import io.github.cnnc.compiler.layer.BatchNorm;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Crop;
import io.github.cnnc.compiler.layer.Dense;
import io.github.cnnc.compiler.layer.Filter;
import io.github.cnnc.compiler.layer.GlobalAverage;
import io.github.cnnc.compiler.layer.GlobalMax;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.LayerTensor;
import io.github.cnnc.compiler.layer.PRelu;
import io.github.cnnc.compiler.layer.Pad;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layer.Padding;
import io.github.cnnc.compiler.layer.PassThrough;
import io.github.cnnc.compiler.layer.Pool;
import io.github.cnnc.compiler.layer.ResponseNorm;
import io.github.cnnc.compiler.layer.Rounding;
import io.github.cnnc.compiler.layer.Shuffle;
import io.github.cnnc.compiler.layer.Slice;
import io.github.cnnc.compiler.layer.SlidingWindow;
import io.github.cnnc.compiler.layer.Softmax;
import io.github.cnnc.compiler.layer.Upsample;
import io.github.cnnc.compiler.network.InputSpec;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.onnxruntime.OnnxGraph.Attributes;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * A network in ONNX's operators, layer by layer as it was checked: nothing of lowering, of its passes or of what comes after
 * is in it. Values are [1, depth, height, width].
 */
final class OnnxNetwork {

    /** The name of the network's input, and of what it makes. */
    static final String INPUT = "v0";

    private final Network network;
    private final OnnxGraph graph = new OnnxGraph();
    private int names;

    private OnnxNetwork(Network network) {
        this.network = network;
    }

    /** The model; its inputs are {@link #INPUT} and every tensor of the network by its name, its output {@code result}. */
    static byte[] model(Network network) {
        return new OnnxNetwork(network).model();
    }

    /** What no operator of ONNX computes: LRN of an even size sums other channels there. */
    static boolean canSay(Network network) {
        return network.nodes().stream()
                .noneMatch(node -> node.layer() instanceof ResponseNorm norm && norm.size() % 2 == 0);
    }

    private byte[] model() {
        graph.input(INPUT, shape(network.volume(0)));
        normalise();
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            for (LayerTensor tensor : node.layer().tensors()) {
                graph.input(node.name() + "." + tensor.suffix(), tensor.shape());
            }
            add(node, node.inputs().stream().map(OnnxNetwork::value).toList(), value(i + 1));
        }
        one("Identity", List.of(value(network.output())), "result");
        graph.output("result", shape(network.volume(network.output())));
        return graph.model();
    }

    private static String value(int value) {
        return value == 0 ? "normalised" : "v" + value;
    }

    private static List<Integer> shape(Volume volume) {
        return List.of(1, volume.depth(), volume.height(), volume.width());
    }

    private String fresh(String what) {
        names++;
        return what + names;
    }

    private void one(String operator, List<String> inputs, String output) {
        graph.node(operator, inputs, List.of(output), new Attributes());
    }

    private void one(String operator, String input, String output, Attributes attributes) {
        graph.node(operator, List.of(input), List.of(output), attributes);
    }

    private void normalise() {
        InputSpec spec = network.input();
        int depth = network.volume(0).depth();
        float[] mean = new float[depth];
        float[] std = new float[depth];
        for (int c = 0; c < depth; c++) {
            mean[c] = (float) spec.mean(c);
            std[c] = (float) spec.std(c);
        }
        graph.floats("scale", List.of(), (float) spec.scale());
        graph.floats("mean", List.of(depth, 1, 1), mean);
        graph.floats("std", List.of(depth, 1, 1), std);
        one("Mul", List.of(INPUT, "scale"), "scaled");
        one("Sub", List.of("scaled", "mean"), "centred");
        one("Div", List.of("centred", "std"), value(0));
    }

    private void add(Node node, List<String> inputs, String out) {
        Layer layer = node.layer();
        String in = inputs.get(0);
        if (layer instanceof Conv conv) {
            conv(node, conv, in, out);
        } else if (layer instanceof Filter filter) {
            filter(filter, in, out);
        } else if (layer instanceof Pool pool) {
            pool(pool, in, out);
        } else if (layer instanceof GlobalAverage) {
            one("GlobalAveragePool", List.of(in), out);
        } else if (layer instanceof GlobalMax) {
            one("GlobalMaxPool", List.of(in), out);
        } else if (layer instanceof Dense dense) {
            dense(node, dense, in, out);
        } else if (layer instanceof Activated activated) {
            activated(activated, in, out);
        } else if (layer instanceof PRelu prelu) {
            String slope = reshaped(tensor(node, 0), List.of(prelu.output().depth(), 1, 1));
            one("PRelu", List.of(in, slope), out);
        } else if (layer instanceof BatchNorm norm) {
            List<String> all = new ArrayList<>(List.of(in));
            for (int t = 0; t < 4; t++) {
                all.add(tensor(node, t));
            }
            graph.node("BatchNormalization", all, List.of(out), new Attributes().with("epsilon", norm.eps()));
        } else if (layer instanceof Softmax) {
            one("Softmax", in, out, new Attributes().with("axis", 1));
        } else if (layer instanceof ResponseNorm norm) {
            Attributes attributes = new Attributes()
                    .with("size", norm.size())
                    .with("alpha", norm.alpha())
                    .with("beta", norm.beta())
                    .with("bias", norm.k());
            one("LRN", in, out, attributes);
        } else if (layer instanceof Join join) {
            join(join, inputs, out);
        } else {
            move(layer, in, out);
        }
    }

    private static String tensor(Node node, int index) {
        return node.name() + "." + node.layer().tensors().get(index).suffix();
    }

    private String reshaped(String in, List<Integer> shape) {
        String to = fresh("shape");
        String out = fresh("reshaped");
        graph.integers(to, shape);
        one("Reshape", List.of(in, to), out);
        return out;
    }

    // -- windows ----------------------------------------------------------------------------------------------------

    private void conv(Node node, Conv conv, String in, String out) {
        boolean zeros = conv.padMode() == PadMode.ZEROS;
        List<String> inputs = new ArrayList<>();
        inputs.add(zeros ? in : padded(in, reached(conv.window()), conv.padMode(), 0));
        inputs.add(tensor(node, 0));
        if (conv.bias()) {
            inputs.add(tensor(node, 1));
        }
        Attributes attributes = slides(conv.window()).with("group", conv.groups());
        graph.node("Conv", inputs, List.of(out), zeros ? pads(attributes, reached(conv.window())) : attributes);
    }

    private void filter(Filter filter, String in, String out) {
        int depth = filter.output().depth();
        List<Double> taps =
                filter.kernel().rows().stream().flatMap(List::stream).toList();
        float[] weight = new float[depth * taps.size()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = taps.get(i % taps.size()).floatValue();
        }
        String kernel = fresh("kernel");
        int height = filter.window().kernel().height();
        graph.floats(kernel, List.of(depth, 1, height, filter.window().kernel().width()), weight);
        List<String> inputs = List.of(padded(in, reached(filter.window()), filter.padMode(), 0), kernel);
        graph.node("Conv", inputs, List.of(out), slides(filter.window()).with("group", depth));
    }

    private void pool(Pool pool, String in, String out) {
        SlidingWindow window = pool.window();
        if (pool.max()) {
            Padding.Fixed reached = reached(window);
            // ONNX Runtime takes no padding of a kernel's taps or more, which a dilated window can have.
            boolean small =
                    Math.max(reached.left(), reached.right()) < window.kernel().width()
                            && Math.max(reached.top(), reached.bottom())
                                    < window.kernel().height();
            if (small) {
                one("MaxPool", in, out, pads(slides(window), reached));
            } else {
                String least = padded(in, reached, PadMode.ZEROS, Float.NEGATIVE_INFINITY);
                one("MaxPool", least, out, slides(window));
            }
            return;
        }
        if (!pool.countPad()) {
            one("AveragePool", in, out, pads(slides(window), reached(window)));
        } else if (window.rounding() == Rounding.CEIL) {
            // Of what a last window reaches past the padding nothing is counted: ONNX says that as ceil_mode alone.
            Attributes attributes =
                    pads(slides(window), window.pads()).with("ceil_mode", 1).with("count_include_pad", 1);
            one("AveragePool", in, out, attributes);
        } else {
            // Zeros that count are zeros. ONNX Runtime 1.22 counts padding on the right as if it were that on the left.
            one("AveragePool", padded(in, reached(window), PadMode.ZEROS, 0), out, slides(window));
        }
    }

    private static Attributes slides(SlidingWindow window) {
        return new Attributes()
                .with(
                        "kernel_shape",
                        List.of(window.kernel().height(), window.kernel().width()))
                .with(
                        "strides",
                        List.of(window.stride().height(), window.stride().width()))
                .with(
                        "dilations",
                        List.of(window.dilation().height(), window.dilation().width()));
    }

    /** The padding as far as the last windows reach, so that rounding down, as ONNX does, gives the windows there are. */
    private static Padding.Fixed reached(SlidingWindow window) {
        return new Padding.Fixed(
                window.pads().left(), window.reachRight(), window.pads().top(), window.reachBottom());
    }

    private static Attributes pads(Attributes attributes, Padding.Fixed pads) {
        return attributes.with("pads", List.of(pads.top(), pads.left(), pads.bottom(), pads.right()));
    }

    private String padded(String in, Padding.Fixed pads, PadMode mode, double value) {
        String amounts = fresh("pads");
        String filling = fresh("value");
        String out = fresh("padded");
        graph.integers(amounts, List.of(0, 0, pads.top(), pads.left(), 0, 0, pads.bottom(), pads.right()));
        graph.floats(filling, List.of(), (float) value);
        String name = switch (mode) {
            case ZEROS -> "constant";
            case REFLECT -> "reflect";
            case REPLICATE -> "edge";
            case CIRCULAR -> "wrap";
        };
        graph.node("Pad", List.of(in, amounts, filling), List.of(out), new Attributes().with("mode", name));
        return out;
    }

    // -- the rest ---------------------------------------------------------------------------------------------------

    private void dense(Node node, Dense dense, String in, String out) {
        List<String> inputs = new ArrayList<>();
        inputs.add(reshaped(in, List.of(1, dense.input().size())));
        inputs.add(tensor(node, 0));
        if (dense.bias()) {
            inputs.add(tensor(node, 1));
        }
        String product = fresh("product");
        graph.node("Gemm", inputs, List.of(product), new Attributes().with("transB", 1));
        one("Identity", List.of(reshaped(product, shape(dense.output()))), out);
    }

    private void activated(Activated activated, String in, String out) {
        switch (activated.function()) {
            case NONE, PRELU -> throw new IllegalArgumentException(activated.text());
            case RELU -> one("Relu", List.of(in), out);
            case LEAKY_RELU -> one("LeakyRelu", in, out, new Attributes().with("alpha", activated.parameter()));
            case SIGMOID -> one("Sigmoid", List.of(in), out);
            case TANH -> one("Tanh", List.of(in), out);
            case RELU6 -> {
                String zero = fresh("zero");
                String six = fresh("six");
                graph.floats(zero, List.of(), 0);
                graph.floats(six, List.of(), 6);
                one("Clip", List.of(in, zero, six), out);
            }
            case ELU -> one("Elu", in, out, new Attributes().with("alpha", activated.parameter()));
            case SELU -> one("Selu", List.of(in), out);
            case GELU -> one("Gelu", List.of(in), out);
            case SILU -> {
                String gate = fresh("gate");
                one("Sigmoid", List.of(in), gate);
                one("Mul", List.of(in, gate), out);
            }
            case HARD_SIGMOID ->
                one(
                        "HardSigmoid",
                        in,
                        out,
                        new Attributes().with("alpha", 1.0 / 6).with("beta", 0.5));
            case HARD_SWISH -> one("HardSwish", List.of(in), out);
            case SOFTPLUS -> one("Softplus", List.of(in), out);
        }
    }

    private void join(Join join, List<String> inputs, String out) {
        if (join.how() == Join.How.CONCAT) {
            graph.node("Concat", inputs, List.of(out), new Attributes().with("axis", 1));
            return;
        }
        String sum = inputs.get(0);
        for (String input : inputs.subList(1, inputs.size())) {
            String both = fresh("both");
            one(join.how() == Join.How.ADD ? "Add" : "Mul", List.of(sum, input), both);
            sum = both;
        }
        one("Identity", List.of(sum), out);
    }

    private void move(Layer layer, String in, String out) {
        if (layer instanceof Pad pad) {
            one("Identity", List.of(padded(in, pad.pads(), pad.mode(), pad.value())), out);
        } else if (layer instanceof Crop crop) {
            String starts = fresh("starts");
            String ends = fresh("ends");
            String axes = fresh("axes");
            int top = crop.crop().top();
            int left = crop.crop().left();
            graph.integers(starts, List.of(top, left));
            graph.integers(
                    ends,
                    List.of(top + crop.output().height(), left + crop.output().width()));
            graph.integers(axes, List.of(2, 3));
            one("Slice", List.of(in, starts, ends, axes), out);
        } else if (layer instanceof Upsample up) {
            String scales = fresh("scales");
            graph.floats(
                    scales, List.of(4), 1, 1, up.factor().height(), up.factor().width());
            Attributes attributes = up.bilinear()
                    ? new Attributes().with("mode", "linear").with("coordinate_transformation_mode", "half_pixel")
                    : new Attributes()
                            .with("mode", "nearest")
                            .with("coordinate_transformation_mode", "asymmetric")
                            .with("nearest_mode", "floor");
            graph.node("Resize", List.of(in, "", scales), List.of(out), attributes);
        } else if (layer instanceof Shuffle shuffle) {
            Volume v = shuffle.output();
            int each = v.depth() / shuffle.groups();
            String turned = fresh("turned");
            one(
                    "Transpose",
                    reshaped(in, List.of(1, shuffle.groups(), each, v.height(), v.width())),
                    turned,
                    new Attributes().with("perm", List.of(0, 2, 1, 3, 4)));
            one("Identity", List.of(reshaped(turned, shape(v))), out);
        } else if (layer instanceof Slice slice) {
            List<String> parts = new ArrayList<>();
            for (int part = 1; part <= slice.parts(); part++) {
                parts.add(part == slice.part() ? out : fresh("part"));
            }
            Attributes attributes = new Attributes().with("axis", 1).with("num_outputs", slice.parts());
            graph.node("Split", List.of(in), parts, attributes);
        } else if (layer instanceof PassThrough) {
            one("Identity", List.of(reshaped(in, shape(layer.output()))), out);
        } else {
            throw new IllegalArgumentException("no operator for " + layer);
        }
    }
}
