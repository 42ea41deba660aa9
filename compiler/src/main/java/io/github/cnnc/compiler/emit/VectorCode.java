package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import io.github.cnnc.compiler.ir.Activation;

/** The statements of SIMD kernels, with vectors of so many floats. */
final class VectorCode {

    private final int lanes;
    private final Code code;

    VectorCode(int lanes, Code code) {
        this.lanes = lanes;
        this.code = code;
    }

    private String species() {
        return "FloatVector.SPECIES_" + lanes * Float.SIZE;
    }

    /** An expression for the vector at {@code index}. */
    String load(String array, String index) {
        return "FloatVector.fromArray(" + species() + ", " + array + ", " + index + ")";
    }

    /** An expression for a vector of one value. */
    String all(String value) {
        return "FloatVector.broadcast(" + species() + ", " + value + ")";
    }

    /** {@code FloatVector name = value;}. */
    void declare(String name, String value) {
        code.line("FloatVector %s = %s", name, value);
    }

    /** {@code sum += x * w}. */
    void multiplyAdd(String sum, String x, String w) {
        code.line("%s = %s.fma(%s, %s)", sum, x, w, sum);
    }

    /** Stores a vector. */
    void store(String vector, String array, String index) {
        code.line("%s.intoArray(%s, %s)", vector, array, index);
    }

    /** An activation of a few instructions applied to a variable in place; {@code channel} is the index of its first lane. */
    void activate(Activation activation, String v, String channel) {
        switch (activation.function()) {
            case NONE -> {}
            case RELU -> code.line("%s = %s.max(0f)", v, v);
            case RELU6 -> code.line("%s = %s.max(0f).min(6f)", v, v);
            case LEAKY_RELU -> {
                String slope = Literals.of((float) activation.parameter());
                code.line("%s = %s.blend(%s.mul(%s), %s.lt(0f))", v, v, v, slope, v);
            }
            case PRELU -> code.line(
                    "%s = %s.blend(%s.mul(%s), %s.lt(0f))", v, v, v, load("slope", channel), v);
            case HARD_SIGMOID -> code.line("%s = %s.add(3f).max(0f).min(6f).div(6f)", v, v);
            case HARD_SWISH -> code.line("%s = %s.mul(%s.add(3f).max(0f).min(6f)).div(6f)", v, v, v);
            default -> costly(activation, v);
        }
    }

    /** An activation of many instructions. */
    private void costly(Activation activation, String v) {
        switch (activation.function()) {
            case SIGMOID -> {
                exponential("e", v + ".neg()");
                code.line("%s = e.add(1f).pow(-1f)", v);
            }
            default -> throw new IllegalArgumentException("no vectors for " + activation);
        }
    }

    private void exponential(String name, String x) {
        declare(name, x);
    }

    /** {@code base + literal}. */
    static String plus(String base, int literal) {
        return at(base, literal);
    }
}
