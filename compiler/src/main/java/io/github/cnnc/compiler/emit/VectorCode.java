package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.layer.ActivationFunction.SELU_ALPHA;
import static io.github.cnnc.compiler.layer.ActivationFunction.SELU_SCALE;

import io.github.cnnc.compiler.ir.Activation;

/** The statements of SIMD kernels, with vectors of so many floats. */
final class VectorCode {

    /** The polynomial in the exponent of erfc(z) = t exp(-z^2 + P(t)), t = 1/(1 + z/2), the highest power first. */
    private static final float[] ERFC = {
        0.17087277f,
        -0.82215223f,
        1.48851587f,
        -1.13520398f,
        0.27886807f,
        -0.18628806f,
        0.09678418f,
        0.37409196f,
        1.00002368f,
        -1.26551223f
    };

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

    /**
     * An activation applied to a variable in place. Exponentials are the JDK's vector operators (on x86-64 Intel's SVML, within
     * 1 ulp).
     *
     * @param channel the index of the variable's first lane
     */
    void activate(Activation activation, String v, String channel) {
        String parameter = Literals.of((float) activation.parameter());
        switch (activation.function()) {
            case NONE -> {}
            case RELU -> code.line("%s = %s.max(0f)", v, v);
            case RELU6 -> code.line("%s = %s.max(0f).min(6f)", v, v);
            case LEAKY_RELU -> code.line("%s = %s.blend(%s.mul(%s), %s.lt(0f))", v, v, v, parameter, v);
            case PRELU -> code.line("%s = %s.blend(%s.mul(%s), %s.lt(0f))", v, v, v, load("slope", channel), v);
            case HARD_SIGMOID -> code.line("%s = %s.add(3f).max(0f).min(6f).div(6f)", v, v);
            case HARD_SWISH -> code.line("%s = %s.mul(%s.add(3f).max(0f).min(6f)).div(6f)", v, v, v);
            case SIGMOID -> code.line("%s = %s", v, sigmoid(v));
            case SILU -> code.line("%s = %s.mul(%s)", v, v, sigmoid(v));
            case TANH -> code.line("%s = %s", v, operator(v, "TANH"));
            case ELU -> code.line("%s = %s.blend(%s.mul(%s), %s.lt(0f))", v, v, operator(v, "EXPM1"), parameter, v);
            case SELU ->
                code.line(
                        "%s = %s.mul(%s).blend(%s.mul(%s), %s.lt(0f))",
                        v,
                        v,
                        Literals.of((float) SELU_SCALE),
                        operator(v, "EXPM1"),
                        Literals.of((float) (SELU_SCALE * SELU_ALPHA)),
                        v);
            case SOFTPLUS ->
                code.line(
                        "%s = %s.blend(%s, %s.lt(20f))",
                        v, v, operator("((FloatVector) " + operator(v, "EXP") + ")", "LOG1P"), v);
            case GELU -> gelu(v);
        }
    }

    /**
     * GELU by the complementary error function's approximation of Press et al., "Numerical Recipes in C" (1992), section 6.2, whose
     * relative error is below 1.2e-7 everywhere.
     */
    private void gelu(String v) {
        code.begin();
        // Past 20 the function is 0 in float; so far the square is no infinity.
        declare("far", v + ".abs().min(20f)");
        declare("square", "far.mul(far)");
        declare("lost", "far.fma(far, square.neg()).mul(0.5f)");
        declare("erfcT", all("1f") + ".div(far.mul(" + Literals.of((float) Math.sqrt(0.125)) + ").add(1f))");
        declare("erfc", all(Literals.of(ERFC[0])));
        for (int i = 1; i < ERFC.length; i++) {
            code.line("erfc = erfc.fma(erfcT, %s)", all(Literals.of(ERFC[i])));
        }
        // exp(-z^2) apart from the rest, and what z^2 loses by rounding with the rest: far from 0 a sum would lose all
        // digits.
        code.line("erfc = erfc.sub(lost)");
        code.line(
                "erfc = %s.mul(%s).mul(erfcT).mul(0.5f)",
                operator("erfc", "EXP"), operator("square.mul(-0.5f)", "EXP"));
        code.line("%s = %s.mul(%s.sub(erfc).blend(erfc, %s.lt(0f)))", v, v, all("1f"), v);
        code.end();
    }

    /** With the exponential of what is not positive alone, so that nothing overflows. */
    private String sigmoid(String v) {
        String e = operator(v + ".abs().neg()", "EXP");
        return all("1f") + ".blend(" + e + ", " + v + ".lt(0f)).div(" + e + ".add(1f))";
    }

    private static String operator(String v, String name) {
        return v + ".lanewise(VectorOperators." + name + ")";
    }

    /** Activates and stores a vector. */
    void finish(Activation activation, String v, String channel, String array, String index) {
        activate(activation, v, channel);
        store(v, array, index);
    }
}
