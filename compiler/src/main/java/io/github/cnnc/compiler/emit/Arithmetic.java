package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Activation;

/** The expressions that kernels are made of. A NaN that goes in comes out, as in PyTorch. */
final class Arithmetic {

    private final boolean fma;

    Arithmetic(boolean fma) {
        this.fma = fma;
    }

    /** {@code a + w * x}. */
    String sum(String a, String w, String x) {
        return fma ? "Math.fma(" + w + ", " + x + ", " + a + ")" : a + " + " + w + " * " + x;
    }

    /** {@code a = a + w * x}. */
    String mac(String a, String w, String x) {
        return a + " = " + sum(a, w, x);
    }

    /** The activation's value at a local variable. */
    static String activate(Activation activation, String v) {
        return switch (activation.function()) {
            case NONE -> v;
            case RELU -> "Math.max(" + v + ", 0f)";
            case LEAKY_RELU -> v + " >= 0f ? " + v + " : " + Literals.of((float) activation.parameter()) + " * " + v;
            case SIGMOID -> "(float) (1d / (1d + Math.exp(-" + v + ")))";
            case TANH -> "(float) Math.tanh(" + v + ")";
        };
    }

    /** {@code base + literal}, or what is left of it. */
    static String at(String base, int literal) {
        return literal == 0 ? base : literal > 0 ? base + " + " + literal : base + " - " + -literal;
    }
}
