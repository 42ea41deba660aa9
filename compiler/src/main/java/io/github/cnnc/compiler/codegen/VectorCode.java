package io.github.cnnc.compiler.codegen;

import static io.github.cnnc.compiler.layer.ActivationFunction.SELU_ALPHA;
import static io.github.cnnc.compiler.layer.ActivationFunction.SELU_SCALE;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.layer.ActivationFunction;

/** The statements of SIMD kernels, with vectors of so many floats. */
public final class VectorCode {

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

    /** The polynomial (exp(r) - 1 - r) / r^2, the highest power first. */
    private static final float[] EXP = {
        1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f
    };

    /** The polynomial (tanh(x) - x) / x^3 in x^2, the highest power first. */
    private static final float[] TANH = {
        -5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f
    };

    /** 1.5 * 2^23. */
    private static final double MAGIC = 12582912;

    private static final int ARTANH_TERMS = 8;

    private final int lanes;
    private final Code code;

    public VectorCode(int lanes, Code code) {
        this.lanes = lanes;
        this.code = code;
    }

    private String species() {
        return "FloatVector.SPECIES_" + lanes * Float.SIZE;
    }

    /** An expression for the vector at {@code index}. */
    public String load(String array, String index) {
        return "FloatVector.fromArray(" + species() + ", " + array + ", " + index + ")";
    }

    /** An expression for a vector of one value. */
    public String all(String value) {
        return "FloatVector.broadcast(" + species() + ", " + value + ")";
    }

    /** {@code FloatVector name = value;}. */
    public VectorCode declare(String name, String value) {
        code.line("FloatVector %s = %s", name, value);
        return this;
    }

    /** {@code sum += x * w}. */
    public void multiplyAdd(String sum, String x, String w) {
        code.line("%s = %s.fma(%s, %s)", sum, x, w, sum);
    }

    /** Stores a vector. */
    public void store(String vector, String array, String index) {
        code.line("%s.intoArray(%s, %s)", vector, array, index);
    }

    /** Declares what {@link #activate} needs in this scope, once for many vectors. */
    public void prepare(Activation activation) {
        switch (activation.function()) {
            case NONE -> {}
            case LEAKY_RELU -> declare("leak", number(activation.parameter())).declare("zero", number(0));
            case HARD_SIGMOID, HARD_SWISH ->
                declare("zero", number(0)).declare("three", number(3)).declare("six", number(6));
            case RELU6 -> declare("zero", number(0)).declare("six", number(6));
            default -> declare("zero", number(0));
        }
    }

    /** An expression for the vector of one number. */
    private String number(double value) {
        return all(Literals.of((float) value));
    }

    /**
     * An activation applied to a variable in place. Operands are vectors throughout: on Java 17 what takes a float is now and then
     * compiled to something that allocates. {@link #prepare} comes before, in a scope around this. Nothing here is an operator of the JDK's whose bits depend on how it was compiled.
     *
     * @param channel the index of the variable's first lane
     */
    public void activate(Activation activation, String v, String channel) {
        String negative = v + ".lt(zero)";
        switch (activation.function()) {
            case NONE -> {}
            case RELU -> code.line("%s = zero.max(%s)", v, v);
            case RELU6 -> code.line("%s = %s.max(zero).min(six)", v, v);
            case LEAKY_RELU -> code.line("%s = %s.blend(%s.mul(leak), %s)", v, v, v, negative);
            case PRELU -> code.line("%s = %s.blend(%s.mul(%s), %s)", v, v, v, load("slope", channel), negative);
            case HARD_SIGMOID -> code.line("%s = %s.add(three).max(zero).min(six).div(six)", v, v);
            case HARD_SWISH -> code.line("%s = %s.mul(%s.add(three).max(zero).min(six)).div(six)", v, v, v);
            default -> transcendental(activation, v, negative);
        }
    }

    private void transcendental(Activation activation, String v, String negative) {
        code.begin();
        switch (activation.function()) {
            case SIGMOID, SILU -> {
                exp("e", v + ".abs().neg()");
                String sigmoid = number(1) + ".blend(e, " + negative + ").div(e.add(" + number(1) + "))";
                boolean times = activation.function() == ActivationFunction.SILU;
                code.line("%s = %s", v, times ? v + ".mul(" + sigmoid + ")" : sigmoid);
            }
            case TANH -> {
                // Cephes' tanhf: a polynomial near 0, 1 - 2 / (exp(2|x|) + 1) elsewhere.
                declare("size", v + ".abs()");
                exp("e", "size.mul(" + number(-2) + ")");
                declare("far", "e.mul(" + number(-2) + ").div(e.add(" + number(1) + ")).add(" + number(1) + ")");
                declare("square", v + ".mul(" + v + ")");
                declare("near", number(TANH[0]));
                for (int i = 1; i < TANH.length; i++) {
                    code.line("near = near.fma(square, %s)", number(TANH[i]));
                }
                code.line("near = near.mul(square).fma(%s, %s)", v, v);
                code.line("%s = far.blend(far.neg(), %s).blend(near, size.lt(%s))", v, negative, number(0.625));
            }
            case ELU -> {
                exp1("e", v + ".min(" + number(0) + ")");
                code.line("%s = %s.blend(e.mul(%s), %s)", v, v, number(activation.parameter()), negative);
            }
            case SELU -> {
                exp1("e", v + ".min(" + number(0) + ")");
                code.line(
                        "%s = %s.mul(%s).blend(e.mul(%s), %s)",
                        v, v, number(SELU_SCALE), number(SELU_SCALE * SELU_ALPHA), negative);
            }
            case SOFTPLUS -> softplus(v);
            case GELU -> gelu(v, negative);
            default -> throw new IllegalArgumentException("not transcendental: " + activation);
        }
        code.end();
    }

    /**
     * Declares the exponential of something that is not above 1, within 2 units in the last place. x = n ln 2 + r, and a polynomial in
     * r: Cephes' expf (Moshier 1992). 2^n in two steps, for n may be below what an exponent holds.
     */
    private void exp(String name, String x) {
        polynomial(name, x, -104);
        String n = name + "N";
        code.line("IntVector %sHalf = %s.lanewise(VectorOperators.ASHR, 1)", n, n);
        declare(name + "Scale", power(n + "Half"));
        declare(name + "Rest", power(n + ".sub(" + n + "Half)"));
        declare(name + "Near", name + "P.fma(" + name + "Scale, " + name + "Scale)");
        declare(name, name + "Near.mul(" + name + "Rest)");
    }

    /** Declares the exponential less 1 of something that is not above 0, within 2 units in the last place; see {@link #exp}. */
    private void exp1(String name, String x) {
        // Below -30 it is -1.
        polynomial(name, x, -30);
        declare(name + "Scale", power(name + "N"));
        declare(name, name + "P.fma(" + name + "Scale, " + name + "Scale.sub(" + number(1) + "))");
    }

    /** Declares {@code nameN}, whole numbers, and {@code nameP}, the exponential less 1 of what is left of x / ln 2 - n. */
    private void polynomial(String name, String x, double least) {
        String n = name + "N";
        String r = name + "R";
        String p = name + "P";
        declare(r, x + ".max(" + number(least) + ")");
        // Added to 1.5 * 2^23, a number loses its fraction, and has n in its lowest bits.
        declare(p, r + ".fma(" + number(1 / Math.log(2)) + ", " + number(MAGIC) + ")");
        code.line("IntVector %s = %s.viewAsIntegralLanes().sub(%s.viewAsIntegralLanes())", n, p, number(MAGIC));
        code.line("%s = %s.sub(%s)", p, p, number(MAGIC));
        code.line("%s = %s.fma(%s, %s)", r, p, number(-0.693359375), r);
        code.line("%s = %s.fma(%s, %s)", r, p, number(2.12194440e-4), r);
        code.line("%s = %s", p, number(EXP[0]));
        for (int i = 1; i < EXP.length; i++) {
            code.line("%s = %s.fma(%s, %s)", p, p, r, number(EXP[i]));
        }
        code.line("%s = %s.mul(%s).fma(%s, %s)", p, p, r, r, r);
    }

    /** An expression for 2^n, n from -126. */
    private String power(String n) {
        return n + ".lanewise(VectorOperators.LSHL, 23).add(" + number(1)
                + ".viewAsIntegralLanes()).viewAsFloatingLanes()";
    }

    /** max(x, 0) + log(1 + exp(-|x|)), and log(1 + e) = 2 artanh(e / (2 + e)), whose series ends soon below 1/3. */
    private void softplus(String v) {
        exp("e", v + ".abs().neg()");
        declare("t", "e.div(e.add(" + number(2) + "))");
        declare("square", "t.mul(t)");
        declare("series", number(2d / (2 * ARTANH_TERMS - 1)));
        for (int k = ARTANH_TERMS - 2; k >= 0; k--) {
            code.line("series = series.fma(square, %s)", number(2d / (2 * k + 1)));
        }
        // Far below 0, where the result is e, what e lost by rounding counts.
        declare("lost", "eP.fma(eScale, eScale.sub(eNear)).mul(eRest)");
        code.line("%s = series.fma(t, %s.max(%s).add(lost))", v, v, number(0));
    }

    /**
     * GELU by the complementary error function's approximation of Press et al., "Numerical Recipes in C" (1992), section 6.2, whose
     * relative error is below 1.2e-7 everywhere.
     */
    private void gelu(String v, String negative) {
        // Past 20 the function is 0 in float; so far the square is no infinity.
        declare("far", v + ".abs().min(" + number(20) + ")");
        declare("square", "far.mul(far)");
        declare("lost", "far.fma(far, square.neg()).mul(" + number(0.5) + ")");
        declare("erfcT", number(1) + ".div(far.mul(" + number(Math.sqrt(0.125)) + ").add(" + number(1) + "))");
        declare("erfc", number(ERFC[0]));
        for (int i = 1; i < ERFC.length; i++) {
            code.line("erfc = erfc.fma(erfcT, %s)", number(ERFC[i]));
        }
        // exp(-z^2) apart from the rest, and what z^2 loses by rounding with the rest: far from 0 a sum would lose all
        // digits.
        exp("e", "erfc.sub(lost)");
        exp("far2", "square.mul(" + number(-0.5) + ")");
        code.line("erfc = e.mul(far2).mul(erfcT).mul(%s)", number(0.5));
        code.line("%s = %s.mul(%s.sub(erfc).blend(erfc, %s))", v, v, number(1), negative);
    }

    /** An expression for the sum of a vector's lanes, always in the same order. */
    public String sum(String v) {
        return sum(v, 0, lanes);
    }

    private static String sum(String v, int from, int lanes) {
        return lanes == 1
                ? v + ".lane(" + from + ")"
                : "(" + sum(v, from, lanes / 2) + " + " + sum(v, from + lanes / 2, lanes / 2) + ")";
    }

    /** Activates and stores a vector. */
    public void finish(Activation activation, String v, String channel, String array, String index) {
        activate(activation, v, channel);
        store(v, array, index);
    }
}
