package io.github.cnnc.compiler.codegen;

import static io.github.cnnc.compiler.layer.ActivationFunction.SELU_ALPHA;
import static io.github.cnnc.compiler.layer.ActivationFunction.SELU_SCALE;

import io.github.cnnc.compiler.ir.Activation;

/** The expressions that kernels are made of. A NaN that goes in comes out, as in PyTorch. */
public final class Arithmetic {

    private final boolean fma;

    public Arithmetic(boolean fma) {
        this.fma = fma;
    }

    /** {@code a + w * x}. */
    public String sum(String a, String w, String x) {
        return fma ? "Math.fma(" + w + ", " + x + ", " + a + ")" : a + " + " + w + " * " + x;
    }

    /** {@code a = a + w * x}. */
    public String mac(String a, String w, String x) {
        return a + " = " + sum(a, w, x);
    }

    /**
     * The activation's value at a local variable.
     *
     * @param channel the variable's channel, for PReLU, which has {@code slope} in scope
     */
    public static String activate(Activation activation, String v, String channel) {
        return switch (activation.function()) {
            case NONE -> v;
            case RELU -> "Math.max(" + v + ", 0f)";
            case LEAKY_RELU -> v + " >= 0f ? " + v + " : " + Literals.of((float) activation.parameter()) + " * " + v;
            case SIGMOID -> "(float) (1d / (1d + Math.exp(-" + v + ")))";
            case TANH -> "(float) Math.tanh(" + v + ")";
            case RELU6 -> "Math.min(Math.max(" + v + ", 0f), 6f)";
            case ELU ->
                v + " > 0f ? " + v + " : (float) (" + Literals.of(activation.parameter()) + " * Math.expm1(" + v + "))";
            case SELU ->
                v + " > 0f ? " + Literals.of((float) SELU_SCALE) + " * " + v + " : (float) ("
                        + Literals.of(SELU_SCALE * SELU_ALPHA) + " * Math.expm1(" + v + "))";
            case GELU -> "Gelu.of(" + v + ")";
            case SILU -> "(float) (" + v + " / (1d + Math.exp(-" + v + ")))";
            case HARD_SIGMOID -> "Math.min(Math.max(" + v + " + 3f, 0f), 6f) / 6f";
            case HARD_SWISH -> v + " * Math.min(Math.max(" + v + " + 3f, 0f), 6f) / 6f";
            case SOFTPLUS -> v + " > 20f ? " + v + " : (float) Math.log1p(Math.exp(" + v + "))";
            case PRELU -> v + " > 0f ? " + v + " : slope[" + channel + "] * " + v;
        };
    }

    /** {@code base + literal}, or what is left of it. */
    public static String at(String base, int literal) {
        return literal == 0 ? base : literal > 0 ? base + " + " + literal : base + " - " + -literal;
    }

    /** {@code base + count * size}, or what is left of it. */
    public static String times(String base, int count, String size) {
        return count == 0 ? base : base + " + " + (count == 1 ? "" : count + " * ") + size;
    }
}
