package io.github.cnnc.compiler.ir;

import io.github.cnnc.compiler.layer.ActivationFunction;
import java.util.Locale;
import java.util.Optional;

/**
 * An activation function with its parameter, alone or fused into the epilogue of another operation.
 *
 * @param parameter the slope of LEAKY_RELU, the alpha of ELU; 0 where the function has none
 * @param slope PRELU's, [depth]
 */
public record Activation(ActivationFunction function, double parameter, Optional<Param> slope) {

    /** No activation. */
    public static final Activation NONE = new Activation(ActivationFunction.NONE, 0);

    /** A function without weights. */
    public Activation(ActivationFunction function, double parameter) {
        this(function, parameter, Optional.empty());
    }

    /** PReLU with the slope of each channel, [depth]. */
    public static Activation prelu(Param slope) {
        return new Activation(ActivationFunction.PRELU, 0, Optional.of(slope));
    }

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return function == ActivationFunction.NONE;
    }

    /** Whether it takes an exponential: a polynomial of some twenty operations, where the others take one to five. */
    public boolean isTranscendental() {
        return switch (function) {
            case NONE, RELU, RELU6, LEAKY_RELU, PRELU, HARD_SIGMOID, HARD_SWISH -> false;
            case SIGMOID, SILU, TANH, ELU, SELU, SOFTPLUS, GELU -> true;
        };
    }

    /** Whether the maximum of some values is activated to the maximum of the activated ones. */
    public boolean isMonotonic() {
        return switch (function) {
            case NONE, RELU, RELU6, HARD_SIGMOID, SIGMOID, TANH, SELU, SOFTPLUS -> true;
            case LEAKY_RELU, ELU -> parameter >= 0;
            case PRELU, HARD_SWISH, SILU, GELU -> false;
        };
    }

    /** {@code relu}, {@code leaky_relu(0.01)}. */
    @Override
    public String toString() {
        String name = function.name().toLowerCase(Locale.ROOT);
        return parameter == 0 ? name : name + "(" + parameter + ")";
    }
}
