package io.github.cnnc.benchmarks.onnx;

import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network as an ONNX model, one node for each operation, in the form in which ONNX Runtime finds its own fusions. Values
 * are [batch, depth, height, width]; what a fully connected layer makes stays [batch, units] as long as nobody minds.
 */
public final class OnnxExport {

    /** The name of the model's input. */
    public static final String INPUT = "input";

    /** The name of the model's output. */
    public static final String OUTPUT = "output";

    private final FoldedNetwork network;
    private final int batch;
    private final OnnxModel model = new OnnxModel();

    /** The name of each value; those that are [batch, units] are in {@link #flat}. */
    private final Map<Integer, String> names = new HashMap<>();

    private final Map<Integer, String> flat = new HashMap<>();
    private int fresh;

    private OnnxExport(FoldedNetwork network, int batch) {
        this.network = network;
        this.batch = batch;
    }

    /**
     * Writes a model.
     *
     * @param data takes the large tensors; a file in the folder of the model
     * @param batch images at once, fixed in the model
     */
    public static void write(FoldedNetwork network, int batch, Path file, Path data) throws IOException {
        new OnnxExport(network, batch).run(file, data);
    }

    private void run(Path file, Path data) throws IOException {
        names.put(network.entry(), INPUT);
        network.ops().forEach(this::add);
        int last = network.program().output();
        boolean isFlat = flat.containsKey(last);
        model.node("Identity", List.of(isFlat ? flat.get(last) : names.get(last)), OUTPUT, Attributes.none());
        List<Integer> out = isFlat ? List.of(batch, volume(last).size()) : shape(volume(last));
        model.write(
                file,
                data,
                network.program().name(),
                OnnxModel.value(INPUT, shape(volume(0))),
                OnnxModel.value(OUTPUT, out));
    }

    private void add(Op op) {
        if (op instanceof Op.Conv conv) {
            conv(conv);
        } else if (op instanceof Op.Dense dense) {
            dense(dense);
        } else if (op instanceof Op.MaxPool pool) {
            maxPool(pool);
        } else if (op instanceof Op.AvgPool pool) {
            avgPool(pool);
        } else if (op instanceof Op.Activate a) {
            activate(op, same(a.input(), a.output()), a.activation());
        } else if (op instanceof Op.Affine affine) {
            affine(affine);
        } else if (op instanceof Op.Softmax softmax) {
            String in = same(softmax.input(), softmax.output());
            model.node(
                    "Softmax", List.of(in), define(softmax), Attributes.none().with("axis", 1));
        } else if (op instanceof Op.Stencil stencil) {
            stencil(stencil);
        } else if (op instanceof Op.ResponseNorm norm) {
            responseNorm(norm);
        } else if (op instanceof Op.Pad pad) {
            String in = padded(
                    volumeOf(pad.input()), pad.left(), pad.right(), pad.top(), pad.bottom(), pad.mode(), pad.value());
            model.node("Identity", List.of(in), define(pad), Attributes.none());
        } else if (op instanceof Op.Crop crop) {
            crop(crop);
        } else if (op instanceof Op.Upsample up) {
            upsample(up);
        } else if (op instanceof Op.Shuffle shuffle) {
            shuffle(shuffle);
        } else if (op instanceof Op.Reshape reshape) {
            String to = model.integers(fresh("shape"), shape(volume(reshape.output())));
            model.node("Reshape", List.of(any(reshape.input()), to), define(reshape), Attributes.none());
        } else if (op instanceof Op.Add add) {
            chain("Add", add, add.activation());
        } else if (op instanceof Op.Multiply multiply) {
            chain("Mul", multiply, multiply.activation());
        } else if (op instanceof Op.Concat concat) {
            List<String> inputs = concat.inputs().stream().map(this::volumeOf).toList();
            model.node("Concat", inputs, define(concat), Attributes.none().with("axis", 1));
        } else {
            throw new IllegalStateException("no ONNX operator for " + op);
        }
    }

    // -- windows ----------------------------------------------------------------------------------------------------

    private void conv(Op.Conv conv) {
        Window w = conv.window();
        boolean zeros = conv.padMode() == PadMode.ZEROS;
        String in = volumeOf(conv.input());
        if (!zeros && w.padded()) {
            in = padded(in, w.left(), w.right(), w.top(), w.bottom(), conv.padMode(), 0);
        }
        List<String> inputs = new ArrayList<>(List.of(in, stored("weight", conv.weight())));
        conv.bias().ifPresent(bias -> inputs.add(stored("bias", bias)));
        Attributes attributes = slides(w).with("group", conv.groups());
        if (zeros) {
            attributes.with("pads", List.of(w.top(), w.left(), w.bottom(), w.right()));
        }
        activated(conv, "Conv", inputs, attributes, conv.activation());
    }

    private void stencil(Op.Stencil stencil) {
        Window w = stencil.window();
        int depth = volume(stencil.output()).depth();
        float[] taps = new float[depth * w.kernelWidth() * w.kernelHeight()];
        int to = 0;
        for (int c = 0; c < depth; c++) {
            for (List<Double> row : stencil.kernel()) {
                for (double tap : row) {
                    taps[to++] = (float) tap;
                }
            }
        }
        String weight =
                model.constant(fresh("kernel"), List.of(depth, 1, w.kernelHeight(), w.kernelWidth()), () -> taps);
        String in = padded(volumeOf(stencil.input()), w.left(), w.right(), w.top(), w.bottom(), stencil.padMode(), 0);
        activated(stencil, "Conv", List.of(in, weight), slides(w).with("group", depth), stencil.activation());
    }

    private void maxPool(Op.MaxPool pool) {
        Window w = pool.window();
        Volume in = volume(pool.input());
        Volume out = volume(pool.output());
        if (whole(w, in, out)) {
            activated(pool, "GlobalMaxPool", List.of(volumeOf(pool.input())), Attributes.none(), pool.activation());
            return;
        }
        Attributes attributes = slides(w)
                .with("pads", pads(w, Math.max(0, reach(w, in, out, true)), Math.max(0, reach(w, in, out, false))));
        activated(pool, "MaxPool", List.of(volumeOf(pool.input())), attributes, pool.activation());
    }

    private void avgPool(Op.AvgPool pool) {
        Window w = pool.window();
        Volume in = volume(pool.input());
        Volume out = volume(pool.output());
        if (whole(w, in, out)) {
            activated(pool, "GlobalAveragePool", List.of(volumeOf(pool.input())), Attributes.none(), pool.activation());
            return;
        }
        int right = Math.max(0, reach(w, in, out, true));
        int bottom = Math.max(0, reach(w, in, out, false));
        boolean ceil = pool.countPad() && (right > w.right() || bottom > w.bottom());
        Attributes attributes = slides(w)
                .with("pads", ceil ? pads(w, w.right(), w.bottom()) : pads(w, right, bottom))
                .with("ceil_mode", ceil ? 1 : 0)
                .with("count_include_pad", pool.countPad() ? 1 : 0);
        activated(pool, "AveragePool", List.of(volumeOf(pool.input())), attributes, pool.activation());
    }

    private static boolean whole(Window w, Volume in, Volume out) {
        return out.width() == 1
                && out.height() == 1
                && w.kernelWidth() == in.width()
                && w.kernelHeight() == in.height()
                && !w.padded();
    }

    /** How far the last window reaches past the volume; ONNX, which rounds down, then has as many windows as we have. */
    private static int reach(Window w, Volume in, Volume out, boolean columns) {
        return columns
                ? (out.width() - 1) * w.strideWidth()
                        + w.dilationWidth() * (w.kernelWidth() - 1)
                        + 1
                        - in.width()
                        - w.left()
                : (out.height() - 1) * w.strideHeight()
                        + w.dilationHeight() * (w.kernelHeight() - 1)
                        + 1
                        - in.height()
                        - w.top();
    }

    private static List<Integer> pads(Window w, int right, int bottom) {
        return List.of(w.top(), w.left(), bottom, right);
    }

    private static Attributes slides(Window w) {
        Attributes attributes = Attributes.none()
                .with("kernel_shape", List.of(w.kernelHeight(), w.kernelWidth()))
                .with("strides", List.of(w.strideHeight(), w.strideWidth()));
        if (w.dilationWidth() > 1 || w.dilationHeight() > 1) {
            attributes.with("dilations", List.of(w.dilationHeight(), w.dilationWidth()));
        }
        return attributes;
    }

    private String padded(String in, int left, int right, int top, int bottom, PadMode mode, double value) {
        if (left == 0 && right == 0 && top == 0 && bottom == 0) {
            return in;
        }
        String name = switch (mode) {
            case ZEROS -> "constant";
            case REFLECT -> "reflect";
            case REPLICATE -> "edge";
            case CIRCULAR -> "wrap";
        };
        String pads = model.integers(fresh("pads"), List.of(0, 0, top, left, 0, 0, bottom, right));
        String out = fresh("padded");
        List<String> inputs = new ArrayList<>(List.of(in, pads));
        if (value != 0) {
            inputs.add(model.constant(fresh("value"), List.of(), () -> new float[] {(float) value}));
        }
        model.node("Pad", inputs, out, Attributes.none().with("mode", name));
        return out;
    }

    // -- everything else --------------------------------------------------------------------------------------------

    private void dense(Op.Dense dense) {
        String in = flat.get(dense.input());
        if (in == null) {
            in = fresh("flat");
            model.node(
                    "Flatten",
                    List.of(names.get(dense.input())),
                    in,
                    Attributes.none().with("axis", 1));
        }
        List<String> inputs = new ArrayList<>(List.of(in, stored("weight", dense.weight())));
        dense.bias().ifPresent(bias -> inputs.add(stored("bias", bias)));
        flat.put(dense.output(), name(dense.output()));
        activated(dense, "Gemm", inputs, Attributes.none().with("transB", 1), dense.activation());
    }

    private void affine(Op.Affine affine) {
        int depth = volume(affine.output()).depth();
        String in = same(affine.input(), affine.output());
        List<String> inputs = List.of(
                in,
                stored("scale", affine.scale()),
                stored("shift", affine.shift()),
                filled(depth, 0),
                filled(depth, 1));
        activated(affine, "BatchNormalization", inputs, Attributes.none().with("epsilon", 0.0), affine.activation());
    }

    private void responseNorm(Op.ResponseNorm norm) {
        int size = norm.before() + norm.after() + 1;
        if (norm.before() != (size - 1) / 2) {
            throw new IllegalStateException("ONNX's LRN has other channels than " + norm);
        }
        Attributes attributes = Attributes.none()
                .with("size", size)
                .with("alpha", norm.scale() * size)
                .with("beta", norm.beta())
                .with("bias", norm.k());
        model.node("LRN", List.of(volumeOf(norm.input())), define(norm), attributes);
    }

    private void crop(Op.Crop crop) {
        Volume out = volume(crop.output());
        String starts = model.integers(fresh("starts"), List.of(crop.top(), crop.left()));
        String ends = model.integers(fresh("ends"), List.of(crop.top() + out.height(), crop.left() + out.width()));
        String axes = model.integers(fresh("axes"), List.of(2, 3));
        model.node("Slice", List.of(volumeOf(crop.input()), starts, ends, axes), define(crop), Attributes.none());
    }

    private void upsample(Op.Upsample up) {
        String scales = model.constant(
                fresh("scales"), List.of(4), () -> new float[] {1, 1, up.factorHeight(), up.factorWidth()});
        Attributes attributes = up.bilinear()
                ? Attributes.none().with("mode", "linear").with("coordinate_transformation_mode", "half_pixel")
                : Attributes.none()
                        .with("mode", "nearest")
                        .with("coordinate_transformation_mode", "asymmetric")
                        .with("nearest_mode", "floor");
        model.node("Resize", List.of(volumeOf(up.input()), "", scales), define(up), attributes);
    }

    private void shuffle(Op.Shuffle shuffle) {
        Volume v = volume(shuffle.output());
        int groups = shuffle.groups();
        String apart = fresh("apart");
        String turned = fresh("turned");
        String five = model.integers(fresh("shape"), List.of(batch, groups, v.depth() / groups, v.height(), v.width()));
        String four = model.integers(fresh("shape"), shape(v));
        model.node("Reshape", List.of(volumeOf(shuffle.input()), five), apart, Attributes.none());
        model.node("Transpose", List.of(apart), turned, Attributes.none().with("perm", List.of(0, 2, 1, 3, 4)));
        model.node("Reshape", List.of(turned, four), define(shuffle), Attributes.none());
    }

    private void chain(String operator, Op op, Activation activation) {
        String sum = volumeOf(op.inputs().get(0));
        for (int i = 1; i < op.inputs().size(); i++) {
            boolean last = i == op.inputs().size() - 1;
            List<String> both = List.of(sum, volumeOf(op.inputs().get(i)));
            if (last) {
                activated(op, operator, both, Attributes.none(), activation);
            } else {
                sum = fresh("part");
                model.node(operator, both, sum, Attributes.none());
            }
        }
        if (op.inputs().size() == 1) {
            activate(op, sum, activation);
        }
    }

    // -- activations ------------------------------------------------------------------------------------------------

    private void activated(Op op, String operator, List<String> inputs, Attributes attributes, Activation activation) {
        if (activation.isNone()) {
            model.node(operator, inputs, define(op), attributes);
            return;
        }
        String before = fresh("before");
        model.node(operator, inputs, before, attributes);
        activate(op, before, activation);
    }

    private void activate(Op op, String in, Activation activation) {
        String out = define(op);
        double parameter = activation.parameter();
        Attributes none = Attributes.none();
        List<String> one = List.of(in);
        switch (activation.function()) {
            case NONE -> model.node("Identity", one, out, none);
            case RELU -> model.node("Relu", one, out, none);
            case LEAKY_RELU -> model.node("LeakyRelu", one, out, none.with("alpha", parameter));
            case SIGMOID -> model.node("Sigmoid", one, out, none);
            case TANH -> model.node("Tanh", one, out, none);
            case RELU6 -> model.node("Clip", List.of(in, scalar(0), scalar(6)), out, none);
            case ELU -> model.node("Elu", one, out, none.with("alpha", parameter));
            case SELU -> model.node("Selu", one, out, none);
            case GELU -> model.node("Gelu", one, out, none);
            case SILU -> {
                String gate = fresh("gate");
                model.node("Sigmoid", one, gate, Attributes.none());
                model.node("Mul", List.of(in, gate), out, none);
            }
            case HARD_SIGMOID ->
                model.node("HardSigmoid", one, out, none.with("alpha", 1.0 / 6).with("beta", 0.5));
            case HARD_SWISH -> model.node("HardSwish", one, out, none);
            case SOFTPLUS -> model.node("Softplus", one, out, none);
            case PRELU -> {
                Param slope = activation.slope().orElseThrow();
                int depth = volume(op.output()).depth();
                List<Integer> shape = flat.containsKey(op.output()) ? List.of(depth) : List.of(depth, 1, 1);
                String name = model.constant(fresh("slope"), shape, () -> network.elements(slope));
                model.node("PRelu", List.of(in, name), out, none);
            }
        }
    }

    // -- names and shapes -------------------------------------------------------------------------------------------

    private String stored(String kind, Param param) {
        return model.constant(fresh(kind), FoldedNetwork.shape(param), () -> network.elements(param));
    }

    private String filled(int size, float value) {
        float[] elements = new float[size];
        java.util.Arrays.fill(elements, value);
        return model.constant(fresh("filled"), List.of(size), () -> elements);
    }

    private String scalar(float value) {
        return model.constant(fresh("scalar"), List.of(), () -> new float[] {value});
    }

    private String fresh(String kind) {
        return kind + "_" + fresh++;
    }

    private static String name(int value) {
        return "v" + value;
    }

    /** The name of an operation's output. */
    private String define(Op op) {
        String name = name(op.output());
        if (!flat.containsKey(op.output())) {
            names.put(op.output(), name);
        }
        return name;
    }

    /** The input of an element-wise operation, whose output then has its rank. */
    private String same(int input, int output) {
        String in = flat.get(input);
        if (in == null) {
            return names.get(input);
        }
        flat.put(output, name(output));
        return in;
    }

    private String any(int value) {
        return Optional.ofNullable(flat.get(value)).orElseGet(() -> names.get(value));
    }

    /** A value as [batch, depth, height, width]. */
    private String volumeOf(int value) {
        return names.computeIfAbsent(value, v -> {
            String out = fresh("volume");
            String to = model.integers(fresh("shape"), shape(volume(value)));
            model.node("Reshape", List.of(flat.get(value), to), out, Attributes.none());
            return out;
        });
    }

    private Volume volume(int value) {
        return network.program().values().get(value);
    }

    private List<Integer> shape(Volume v) {
        return List.of(batch, v.depth(), v.height(), v.width());
    }
}
