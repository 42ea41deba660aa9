package io.github.cnnc.compiler.ir;

import io.github.cnnc.compiler.layer.ActivationFunction;
import java.util.Locale;

/**
 * An activation function with its parameter, alone or fused into the epilogue of another operation.
 *
 * @param parameter the slope of LEAKY_RELU; 0 where the function has none
 */
public record Activation(ActivationFunction function, double parameter) {

    /** No activation. */
    public static final Activation NONE = new Activation(ActivationFunction.NONE, 0);

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return function == ActivationFunction.NONE;
    }

    /** {@code relu}, {@code leaky_relu(0.01)}. */
    @Override
    public String toString() {
        String name = function.name().toLowerCase(Locale.ROOT);
        return parameter == 0 ? name : name + "(" + parameter + ")";
    }
}
