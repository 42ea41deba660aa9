package io.github.cnnc.compiler.conformance;

import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Operators with other parameters than our layers have, as what they are made of: ReLU and 1x1 convolutions that scale and
 * shift each channel by itself. Clip has any bounds (ReLU6 has 0 and 6), HardSigmoid any slope (ours is PyTorch's, 1/6).
 */
final class OnnxComposition {

    private static final Set<String> OPERATORS = Set.of("Clip", "HardSigmoid");

    private final OnnxCase onnx;

    /** Channels, and volumes in the batch: every element that shares a slope is a channel's. */
    private final int depth;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private OnnxComposition(OnnxCase onnx, int depth) {
        this.onnx = onnx;
        this.depth = depth;
    }

    static boolean isNeeded(OnnxCase c) {
        boolean dilatedAverage = c.node().operator().equals("AveragePool")
                && c.node().integers("dilations", List.of()).stream().anyMatch(d -> d != 1);
        return OPERATORS.contains(c.node().operator()) || dilatedAverage;
    }

    static OnnxTranslation of(OnnxCase c) {
        int elements = c.inputs().get(0).data().length;
        return switch (c.node().operator()) {
            case "Clip" -> new OnnxComposition(c, elements).clip();
            case "HardSigmoid" -> new OnnxComposition(c, elements).hardSigmoid();
            default -> dilatedAverage(c);
        };
    }

    /** min(max(x, low), high) = high - ReLU(high - low - ReLU(x - low)), each half where its bound is given. */
    private OnnxTranslation clip() {
        List<String> names = onnx.node().inputs();
        boolean hasLow = names.size() > 1 && !names.get(1).isEmpty();
        boolean hasHigh = names.size() > 2 && !names.get(2).isEmpty();
        float low = hasLow ? onnx.inputs().get(1).data()[0] : 0;
        float high = hasHigh ? onnx.inputs().get(hasLow ? 2 : 1).data()[0] : 0;
        if (hasLow && hasHigh) {
            return translation(scale(1, -low) + " - ReLU - " + scale(-1, high - low) + " - ReLU - " + scale(-1, high));
        }
        if (hasLow) {
            return translation(scale(1, -low) + " - ReLU - " + scale(1, low));
        }
        return translation(hasHigh ? scale(-1, high) + " - ReLU - " + scale(-1, high) : "ID");
    }

    /** max(0, min(1, alpha x + beta)) */
    private OnnxTranslation hardSigmoid() {
        float alpha = onnx.node().decimal("alpha", 0.2f);
        float beta = onnx.node().decimal("beta", 0.5f);
        return translation(scale(alpha, beta) + " - ReLU - " + scale(-1, 1) + " - ReLU - " + scale(-1, 1));
    }

    /** AVGPOOL has no dilation; a convolution of each channel with equal weights has. */
    private static OnnxTranslation dilatedAverage(OnnxCase c) {
        int depth = c.inputs().get(0).shape().get(1);
        List<Long> kernel = c.node().integers("kernel_shape", List.of());
        int taps = Math.toIntExact(kernel.get(0) * kernel.get(1));
        float[] weight = new float[depth * taps];
        Arrays.fill(weight, 1f / taps);
        List<Integer> shape = List.of(depth, 1, Math.toIntExact(kernel.get(0)), Math.toIntExact(kernel.get(1)));
        String rest = OnnxTranslation.dilation(c) + ", groups=depth, bias=false";
        return OnnxTranslation.picture(
                c, OnnxTranslation.window("CONV(depth", c, rest), Map.of("conv1.weight", new Tensor(shape, weight)));
    }

    /** A layer that makes a x + b of each x. */
    private String scale(float a, float b) {
        float[] factors = new float[depth];
        Arrays.fill(factors, a);
        String name = "scale" + tensors.size() / 2;
        float[] bias = new float[depth];
        Arrays.fill(bias, b);
        tensors.put(name + ".weight", new Tensor(List.of(depth, 1, 1, 1), factors));
        tensors.put(name + ".bias", new Tensor(List.of(depth), bias));
        return "CONV(depth, 1x1, groups=depth) @" + name;
    }

    /** Each run of {@code depth} elements is a volume. */
    private OnnxTranslation translation(String layers) {
        float[] input = onnx.inputs().get(0).data();
        Weights weights = Weights.of(tensors);
        List<OnnxTranslation.Run> runs = new ArrayList<>();
        for (int from = 0; from < input.length; from += depth) {
            runs.add(new OnnxTranslation.Run(
                    weights,
                    Arrays.copyOfRange(input, from, from + depth),
                    Arrays.copyOfRange(onnx.output().data(), from, from + depth)));
        }
        return new OnnxTranslation("input 1x1x" + depth + "\nlayers " + layers, runs);
    }
}
