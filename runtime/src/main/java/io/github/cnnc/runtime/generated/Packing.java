package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * What the constructors of generated classes call: batch normalisation folded into weights, and lists in the compact
 * form in which they fit a class file (a constant string has at most 65,535 bytes, and code for a list of a thousand
 * labels or numbers would pass the JIT's limit for a method).
 *
 * <p>Formulas: Ioffe and Szegedy 2015, algorithm 2 (inference). Computed in double, each result rounded once. No argument
 * is changed, but by {@link #rescaled}.
 */
public final class Packing {

    private Packing() {}

    /**
     * {@code base[f, ...] * gamma[f] / sqrt(variance[f] + eps)}: kernels with the scale of a batch normalisation.
     *
     * @param base blocks at the front of an array
     * @param outer the number of filters
     * @param block the weights of one
     * @param gamma [outer]
     * @param variance [outer]
     */
    public static float[] scaled(float[] base, int outer, int block, float[] gamma, float[] variance, double eps) {
        return scale(base, new float[Math.multiplyExact(outer, block)], outer, block, gamma, variance, eps);
    }

    /** {@link #scaled} in place. */
    public static float[] rescaled(float[] base, int outer, int block, float[] gamma, float[] variance, double eps) {
        return scale(base, base, outer, block, gamma, variance, eps);
    }

    private static float[] scale(
            float[] base, float[] scaled, int outer, int block, float[] gamma, float[] variance, double eps) {
        requireLength("gamma", gamma, outer);
        requireLength("variance", variance, outer);
        if (base.length < outer * block) {
            throw new IllegalArgumentException("base has " + base.length + " elements, not " + outer * block);
        }
        for (int f = 0; f < outer; f++) {
            double factor = factor(gamma[f], variance[f], eps);
            for (int i = f * block; i < (f + 1) * block; i++) {
                scaled[i] = (float) (base[i] * factor);
            }
        }
        return scaled;
    }

    /** {@code gamma[f] / sqrt(variance[f] + eps)}: the factor of a batch normalisation that stands alone. */
    public static float[] scale(float[] gamma, float[] variance, double eps) {
        requireLength("variance", variance, gamma.length);
        float[] scale = new float[gamma.length];
        for (int f = 0; f < scale.length; f++) {
            scale[f] = (float) factor(gamma[f], variance[f], eps);
        }
        return scale;
    }

    /**
     * {@code (base[f] - mean[f]) * gamma[f] / sqrt(variance[f] + eps) + beta[f]}: biases with a batch normalisation.
     * All arrays have one length.
     */
    public static float[] shifted(
            float[] base, float[] gamma, float[] beta, float[] mean, float[] variance, double eps) {
        requireLength("gamma", gamma, base.length);
        requireLength("beta", beta, base.length);
        requireLength("mean", mean, base.length);
        requireLength("variance", variance, base.length);
        float[] shifted = new float[base.length];
        for (int f = 0; f < shifted.length; f++) {
            double centred = (double) base[f] - mean[f];
            shifted[f] = (float) (centred * factor(gamma[f], variance[f], eps) + beta[f]);
        }
        return shifted;
    }

    /** {@link #shifted} without a base: of 0. */
    public static float[] shift(float[] gamma, float[] beta, float[] mean, float[] variance, double eps) {
        return shifted(new float[gamma.length], gamma, beta, mean, variance, eps);
    }

    /**
     * The specs of a text such as {@code conv1.weight 6,1,5,5;conv1.bias 6}.
     *
     * @param lines each with whole specs ({@link TensorSpec#text}), semicolons between them
     */
    public static List<TensorSpec> specs(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split(";")))
                .filter(spec -> !spec.isEmpty())
                .map(TensorSpec::parse)
                .toList();
    }

    /**
     * The lines of a text, for labels; no text, no lines.
     *
     * @param chunks the text, cut anywhere; lines end with {@code \n}, the last may do without
     */
    public static List<String> lines(String... chunks) {
        String text = String.join("", chunks);
        if (text.isEmpty()) {
            return List.of();
        }
        // The limit keeps empty lines, of which the one after the last \n is none.
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(whole.split("\n", -1));
    }

    /**
     * Numbers of which many in a row are equal.
     *
     * @param runs for each run its length and its number
     */
    public static int[] runs(int... runs) {
        int length = 0;
        for (int i = 0; i < runs.length; i += 2) {
            length += runs[i];
        }
        int[] numbers = new int[length];
        int to = 0;
        for (int i = 0; i < runs.length; i += 2) {
            Arrays.fill(numbers, to, to + runs[i], runs[i + 1]);
            to += runs[i];
        }
        return numbers;
    }

    private static double factor(float gamma, float variance, double eps) {
        return gamma / Math.sqrt(variance + eps);
    }

    private static void requireLength(String what, float[] array, int length) {
        if (array.length != length) {
            throw new IllegalArgumentException(what + " has " + array.length + " elements, not " + length);
        }
    }
}
