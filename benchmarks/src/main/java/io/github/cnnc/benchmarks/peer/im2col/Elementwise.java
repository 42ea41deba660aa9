package io.github.cnnc.benchmarks.peer.im2col;

import java.util.Arrays;

/** Loops over all elements; C2 vectorises those whose arrays have the same index. */
final class Elementwise {

    private Elementwise() {}

    /** {@code to[i] = a[i] + b[i]}. */
    static void add(float[] a, float[] b, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = a[i] + b[i];
        }
    }

    /** {@code to[i] = a[i] * b[i]}. */
    static void multiply(float[] a, float[] b, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = a[i] * b[i];
        }
    }

    /**
     * {@code to[c, *] = a[c, *] * scale[c] + shift[c]}.
     *
     * @param pixels how many elements a channel has
     */
    static void scale(float[] a, float[] scale, float[] shift, int pixels, float[] to, int channels) {
        for (int c = 0; c < channels; c++) {
            scale(a, scale[c], shift[c], c * pixels, (c + 1) * pixels, to);
        }
    }

    private static void scale(float[] a, float scale, float shift, int from, int stop, float[] to) {
        for (int i = from; i < stop; i++) {
            to[i] = Math.fma(a[i], scale, shift);
        }
    }

    /** Softmax over the channels of each pixel. The largest is taken off first: no exponential is too large. */
    static void softmax(float[] a, int pixels, float[] to, int channels) {
        for (int p = 0; p < pixels; p++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < channels; c++) {
                largest = Math.max(largest, a[c * pixels + p]);
            }
            float sum = 0;
            for (int c = 0; c < channels; c++) {
                float e = (float) Math.exp(a[c * pixels + p] - largest);
                to[c * pixels + p] = e;
                sum += e;
            }
            float share = 1 / sum;
            for (int c = 0; c < channels; c++) {
                to[c * pixels + p] *= share;
            }
        }
    }

    /** {@link io.github.cnnc.compiler.ir.Op.ResponseNorm}, a channel's sums of squares in {@code sums}, [pixels]. */
    static void responseNorm(
            float[] a,
            int pixels,
            float[] to,
            int channels,
            int before,
            int after,
            double k,
            double scale,
            double beta,
            float[] sums) {
        for (int c = 0; c < channels; c++) {
            Arrays.fill(sums, 0);
            for (int j = Math.max(0, c - before); j <= Math.min(channels - 1, c + after); j++) {
                for (int p = 0; p < pixels; p++) {
                    sums[p] += a[j * pixels + p] * a[j * pixels + p];
                }
            }
            for (int p = 0; p < pixels; p++) {
                double sum = k + scale * sums[p];
                // Nearly all networks have 0.75: two roots are ten times faster than a power.
                double power = beta == 0.75 ? Math.sqrt(sum * Math.sqrt(sum)) : Math.pow(sum, beta);
                to[c * pixels + p] = (float) (a[c * pixels + p] / power);
            }
        }
    }
}
