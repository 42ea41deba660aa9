package io.github.cnnc.compiler.conformance;

import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An ONNX test case as a network, where this version has the layer: of that one layer, and of 1x1 convolutions that pick
 * the operands where there are two.
 *
 * @param text the network
 * @param runs one for each volume of the batch
 */
record OnnxTranslation(String text, List<Run> runs) {

    /** One volume through the network. */
    record Run(Weights weights, float[] input, float[] expected) {}

    /** The operator is one that no layer of this version expresses. */
    static final class Unknown extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unknown(String operator) {
            super("no translation of " + operator);
        }
    }

    static OnnxTranslation of(OnnxCase c) {
        return switch (c.node().operator()) {
            case "Conv" -> conv(c);
            case "AveragePool" ->
                picture(c, window("AVGPOOL", c, ", count_pad=" + (c.node().integer("count_include_pad", 0) == 1)));
            case "MaxPool" -> picture(c, window("POOL", c, dilation(c)));
            case "GlobalAveragePool" -> picture(c, "GAP");
            case "GlobalMaxPool" -> picture(c, "GMP");
            case "BatchNormalization" -> batchNorm(c);
            case "Relu" -> elements(c, "ReLU");
            case "LeakyRelu" -> elements(c, "LeakyReLU(" + c.node().decimal("alpha", 0.01f) + ")");
            case "Elu" -> elements(c, "ELU(" + c.node().decimal("alpha", 1) + ")");
            case "HardSwish" -> elements(c, "HardSwish");
            case "PRelu" -> prelu(c);
            case "Sigmoid" -> elements(c, "Sigmoid");
            case "Tanh" -> elements(c, "Tanh");
            case "Identity" -> elements(c, "ID");
            case "Dropout" ->
                elements(
                        c,
                        "DROPOUT(" + (c.inputs().size() > 1 ? c.inputs().get(1).data()[0] : 0.5f) + ")");
            case "Flatten" -> flatten(c);
            case "Softmax" -> softmax(c);
            case "Concat" -> twoInputs(c, axis(c, 0), "|");
            case "Add" -> sum(c);
            case "Gemm", "MatMul" -> product(c);
            default -> throw new Unknown(c.node().operator());
        };
    }

    // -- how a tensor is a batch of volumes ---------------------------------------------------------------------------

    /** The input and the output cut into as many volumes, one after the other in memory. */
    private static OnnxTranslation batch(
            OnnxCase c, int count, String volume, String layers, Map<String, Tensor> tensors) {
        float[] input = c.inputs().get(0).data();
        Weights weights = Weights.of(tensors);
        return new OnnxTranslation(
                text(volume, layers),
                IntStream.range(0, count)
                        .mapToObj(n -> new Run(
                                weights,
                                slice(input, n, count),
                                slice(c.output().data(), n, count)))
                        .toList());
    }

    private static String text(String volume, String layers) {
        return "input " + volume + "\nlayers " + layers;
    }

    private static float[] slice(float[] data, int index, int count) {
        int size = data.length / count;
        return Arrays.copyOfRange(data, index * size, (index + 1) * size);
    }

    /** Sizes from {@code first} on as a volume in memory order: what is more than depth, height, width goes into depth. */
    private static String volume(List<Integer> shape, int first) {
        List<Integer> sizes = shape.subList(first, shape.size());
        if (sizes.size() < 2) {
            return "1x1x" + product(sizes, 0, sizes.size());
        }
        int last = sizes.size();
        return sizes.get(last - 1) + "x" + sizes.get(last - 2) + "x" + product(sizes, 0, last - 2);
    }

    private static int product(List<Integer> sizes, int from, int to) {
        return sizes.subList(from, to).stream().reduce(1, Math::multiplyExact);
    }

    private static List<Integer> shape(OnnxCase c) {
        return c.inputs().get(0).shape();
    }

    private static int extent(OnnxCase c, int axis) {
        return shape(c).get(axis);
    }

    private static int axis(OnnxCase c, long otherwise) {
        return Math.floorMod(
                c.node().integer("axis", otherwise),
                shape(c).size() + (c.node().operator().equals("Flatten") ? 1 : 0));
    }

    /** N pictures, NCHW. */
    private static OnnxTranslation picture(OnnxCase c, String layer) {
        return picture(c, layer, Map.of());
    }

    static OnnxTranslation picture(OnnxCase c, String layer, Map<String, Tensor> tensors) {
        return batch(c, extent(c, 0), volume(shape(c), 1), layer, tensors);
    }

    /** What treats every element alike: a vector is 1x1xD, three sizes are depth, height, width. */
    private static OnnxTranslation elements(OnnxCase c, String layer) {
        return batch(c, 1, volume(shape(c), 0), layer, Map.of());
    }

    /** Each run of as many elements as there are slopes is a volume of that depth. */
    private static OnnxTranslation prelu(OnnxCase c) {
        int slopes = c.inputs().get(1).data().length;
        int count = c.inputs().get(0).data().length / slopes;
        Tensor weight = new Tensor(List.of(slopes), c.inputs().get(1).data());
        return batch(c, count, "1x1x" + slopes, "PReLU", Map.of("prelu1.weight", weight));
    }

    /** Sizes before the axis are the batch, the axis is the depth, those after it the width. */
    private static OnnxTranslation softmax(OnnxCase c) {
        int axis = axis(c, -1);
        List<Integer> shape = shape(c);
        String volume = product(shape, axis + 1, shape.size()) + "x1x" + shape.get(axis);
        return batch(c, product(shape, 0, axis), volume, "SOFTMAX", Map.of());
    }

    private static OnnxTranslation flatten(OnnxCase c) {
        int axis = axis(c, 1);
        return batch(c, product(shape(c), 0, axis), volume(shape(c), axis), "FLATTEN", Map.of());
    }

    // -- windows ----------------------------------------------------------------------------------------------------

    /** ONNX: height before width, pads as top, left, bottom, right. */
    static String window(String start, OnnxCase c, String rest) {
        List<Long> kernel = c.node().integers("kernel_shape", List.of());
        List<Long> strides = c.node().integers("strides", List.of(1L, 1L));
        List<Long> pads = c.node().integers("pads", List.of(0L, 0L, 0L, 0L));
        String round = c.node().integer("ceil_mode", 0) == 1 ? "ceil" : "floor";
        return start + (start.contains("(") ? ", " : "(") + kernel.get(1) + "x" + kernel.get(0) + ", stride="
                + strides.get(1)
                + "x" + strides.get(0) + ", pad=[" + pads.get(1) + ", " + pads.get(3) + ", " + pads.get(0) + ", "
                + pads.get(2)
                + "], round=" + round + rest + ")";
    }

    static String dilation(OnnxCase c) {
        List<Long> dilations = c.node().integers("dilations", List.of(1L, 1L));
        return ", dilation=" + dilations.get(1) + "x" + dilations.get(0);
    }

    private static OnnxTranslation conv(OnnxCase c) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv1.weight", c.inputs().get(1));
        boolean bias = c.inputs().size() > 2;
        if (bias) {
            tensors.put("conv1.bias", c.inputs().get(2));
        }
        int filters = c.inputs().get(1).shape().get(0);
        String rest = dilation(c) + ", groups=" + c.node().integer("group", 1) + ", bias=" + bias;
        return batch(c, extent(c, 0), volume(shape(c), 1), window("CONV(" + filters, c, rest), tensors);
    }

    private static OnnxTranslation batchNorm(OnnxCase c) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("bn1.weight", c.inputs().get(1));
        tensors.put("bn1.bias", c.inputs().get(2));
        tensors.put("bn1.running_mean", c.inputs().get(3));
        tensors.put("bn1.running_var", c.inputs().get(4));
        String layer = "BN(eps=" + c.node().decimal("epsilon", 1e-5f) + ")";
        return batch(c, extent(c, 0), volume(shape(c), 1), layer, tensors);
    }

    // -- two inputs -------------------------------------------------------------------------------------------------

    /**
     * A network has one input: the second operand's channels come first in it, and each branch is a 1x1 convolution that
     * picks its operand's.
     */
    private static OnnxTranslation twoInputs(OnnxCase c, int axis, String operator) {
        Tensor a = c.inputs().get(0);
        Tensor b = c.inputs().get(1);
        int count = product(a.shape(), 0, axis);
        int width = product(a.shape(), axis + 1, a.shape().size());
        int depthA = a.shape().get(axis);
        int depthB = b.shape().get(axis);
        Weights picks = Weights.of(Map.of(
                "a.weight", pick(depthA, depthB, depthA + depthB), "b.weight", pick(depthB, 0, depthA + depthB)));
        List<Run> runs = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] input = joined(slice(b.data(), n, count), slice(a.data(), n, count));
            runs.add(new Run(picks, input, slice(c.output().data(), n, count)));
        }
        String layers = "{ CONV(" + depthA + ", 1x1, bias=false) @a " + operator + " CONV(" + depthB
                + ", 1x1, bias=false) @b }";
        return new OnnxTranslation(text(width + "x1x" + (depthA + depthB), layers), runs);
    }

    /** Filters that take so many channels, the first of them at {@code from}. */
    private static Tensor pick(int filters, int from, int depth) {
        float[] weight = new float[filters * depth];
        for (int k = 0; k < filters; k++) {
            weight[k * depth + from + k] = 1;
        }
        return new Tensor(List.of(filters, depth, 1, 1), weight);
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A vector added to each row is as many sums of vectors. */
    private static OnnxTranslation sum(OnnxCase c) {
        Tensor a = c.inputs().get(0);
        Tensor b = c.inputs().get(1);
        if (a.shape().equals(b.shape())) {
            return twoInputs(c, 0, "+");
        }
        int rows = a.data().length / b.data().length;
        float[] repeated = new float[a.data().length];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = b.data()[i % b.data().length];
        }
        Tensor flat = new Tensor(List.of(rows, b.data().length), a.data());
        Tensor same = new Tensor(flat.shape(), repeated);
        return twoInputs(new OnnxCase(c.name(), c.node(), List.of(flat, same), c.output()), 1, "+");
    }

    // -- products ---------------------------------------------------------------------------------------------------

    /** Each row of A through FC, whose weights are alpha B transposed and whose bias is a row of beta C. */
    private static OnnxTranslation product(OnnxCase c) {
        Tensor a = c.node().integer("transA", 0) == 1
                ? transposed(c.inputs().get(0))
                : c.inputs().get(0);
        Tensor b = c.node().integer("transB", 0) == 1
                ? c.inputs().get(1)
                : transposed(c.inputs().get(1));
        int rows = a.shape().get(0);
        int units = b.shape().get(0);
        boolean bias = c.inputs().size() > 2;
        float alpha = c.node().decimal("alpha", 1);
        Tensor weight = new Tensor(b.shape(), scaled(b.data(), alpha));
        List<Run> runs = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("fc1.weight", weight);
            if (bias) {
                float[] beta = scaled(c.inputs().get(2).data(), c.node().decimal("beta", 1));
                tensors.put("fc1.bias", new Tensor(List.of(units), broadcast(beta, row, rows, units)));
            }
            runs.add(new Run(
                    Weights.of(tensors),
                    slice(a.data(), row, rows),
                    slice(c.output().data(), row, rows)));
        }
        String layers = "FC(" + units + ", bias=" + bias + ")";
        return new OnnxTranslation(text("1x1x" + a.shape().get(1), layers), runs);
    }

    private static float[] scaled(float[] data, float factor) {
        float[] out = data.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return out;
    }

    private static float[] broadcast(float[] data, int row, int rows, int units) {
        if (data.length == rows * units) {
            return slice(data, row, rows);
        }
        float[] out = new float[units];
        for (int i = 0; i < units; i++) {
            out[i] = data[data.length == 1 ? 0 : i];
        }
        return out;
    }

    private static Tensor transposed(Tensor matrix) {
        int rows = matrix.shape().get(0);
        int columns = matrix.shape().get(1);
        float[] out = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                out[k * rows + r] = matrix.data()[r * columns + k];
            }
        }
        return new Tensor(List.of(columns, rows), out);
    }
}
