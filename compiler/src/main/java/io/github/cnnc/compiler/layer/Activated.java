package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * An element-wise activation function. The volume stays.
 *
 * @param parameter the slope of LeakyReLU, the alpha of ELU; 0 where the function has none
 */
public record Activated(String kind, ActivationFunction function, double parameter, String text, Volume output)
        implements Layer {

    /** ReLU. */
    public static final LayerKind RELU = plain("ReLU", ActivationFunction.RELU, "f(x) = max(0, x)");

    /** The lecture's Leaky ReLU. */
    public static final LayerKind LEAKY_RELU = parametric(
            Signature.of(
                    "LeakyReLU",
                    "f(x) = x for x >= 0, slope*x below",
                    LayerParameter.of(
                            "slope",
                            "",
                            new ArgumentType.Decimal(-Float.MAX_VALUE, Float.MAX_VALUE),
                            0.01,
                            "0.01",
                            "the slope below 0")),
            ActivationFunction.LEAKY_RELU,
            arguments -> arguments.get("slope", Double.class));

    /** Sigmoid. */
    public static final LayerKind SIGMOID = plain("Sigmoid", ActivationFunction.SIGMOID, "f(x) = 1/(1 + e^-x)");

    /** Tanh. */
    public static final LayerKind TANH = plain("Tanh", ActivationFunction.TANH, "f(x) = tanh(x)");

    /** ReLU6. */
    public static final LayerKind RELU6 = plain("ReLU6", ActivationFunction.RELU6, "f(x) = min(max(0, x), 6)");

    /** ELU. */
    public static final LayerKind ELU = parametric(
            Signature.of(
                    "ELU",
                    "f(x) = x for x > 0, alpha*(e^x - 1) below",
                    LayerParameter.of(
                            "alpha",
                            "",
                            new ArgumentType.Decimal(-Float.MAX_VALUE, Float.MAX_VALUE),
                            1.0,
                            "1",
                            "minus the limit far below 0")),
            ActivationFunction.ELU,
            arguments -> arguments.get("alpha", Double.class));

    /** SELU. */
    public static final LayerKind SELU =
            plain("SELU", ActivationFunction.SELU, "f(x) = 1.0507*x for x > 0, 1.7581*(e^x - 1) below");

    /** GELU, exact. */
    public static final LayerKind GELU = plain("GELU", ActivationFunction.GELU, "f(x) = x/2*(1 + erf(x/sqrt(2)))");

    /** SiLU. */
    public static final LayerKind SILU = plain("SiLU", ActivationFunction.SILU, "f(x) = x/(1 + e^-x)");

    /** HardSigmoid, PyTorch's. */
    public static final LayerKind HARD_SIGMOID =
            plain("HardSigmoid", ActivationFunction.HARD_SIGMOID, "f(x) = min(max(0, x + 3), 6)/6");

    /** HardSwish. */
    public static final LayerKind HARD_SWISH =
            plain("HardSwish", ActivationFunction.HARD_SWISH, "f(x) = x*min(max(0, x + 3), 6)/6");

    /** Softplus. */
    public static final LayerKind SOFTPLUS =
            plain("Softplus", ActivationFunction.SOFTPLUS, "f(x) = ln(1 + e^x), and x above 20");

    private static LayerKind plain(String name, ActivationFunction function, String doc) {
        return SimpleKind.of(Signature.of(name, doc), site -> new Activated(name, function, 0, name, site.input()));
    }

    private static LayerKind parametric(
            Signature signature, ActivationFunction function, ToDoubleFunction<Arguments> parameter) {
        return SimpleKind.of(signature, site -> {
            double value = parameter.applyAsDouble(site.arguments());
            String text = signature.name() + "(" + value + ")";
            return new Activated(signature.name(), function, value, text, site.input());
        });
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] out = new double[output.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = function.apply(inputs.get(0)[i], parameter);
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
