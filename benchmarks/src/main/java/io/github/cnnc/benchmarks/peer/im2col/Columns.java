package io.github.cnnc.benchmarks.peer.im2col;

import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.runtime.Volume;
import java.util.Arrays;

/**
 * The matrix of im2col, row by row: row k, of tap k of channel c, has for each output pixel the input pixel that the tap sees.
 * Whatever the stride, rows are copied in runs: the input's columns are parted by their remainder first.
 */
final class Columns {

    private final Window window;
    private final Volume in;
    private final Volume out;
    private final float[] input;

    /** Every {@code stride}-th column from the r-th on, [depth, height, columns]; null where no tap sees any. */
    private final float[][] parts;

    Columns(Window window, Volume in, Volume out, float[] input) {
        this.window = window;
        this.in = in;
        this.out = out;
        this.input = input;
        parts = new float[window.strideWidth()][];
        for (int kw = 0; kw < window.kernelWidth(); kw++) {
            int r = Math.floorMod(column(kw), parts.length);
            parts[r] = parts.length == 1 ? input : new float[in.depth() * in.height() * width(r)];
        }
    }

    /** Whether a row is a channel as it is. */
    boolean pointwise() {
        return window.kernelWidth() == 1
                && window.kernelHeight() == 1
                && window.strideWidth() == 1
                && window.strideHeight() == 1
                && !window.padded();
    }

    /** Rows of a channel. */
    int taps() {
        return window.kernelWidth() * window.kernelHeight();
    }

    /** The input column that a tap sees from output column 0. */
    private int column(int kw) {
        return kw * window.dilationWidth() - window.left();
    }

    private int width(int part) {
        return (in.width() - part + parts.length - 1) / parts.length;
    }

    /** Parts the input. Comes before {@link #copy}, once for each image. */
    void read() {
        if (parts.length == 1) {
            return;
        }
        for (int r = 0; r < parts.length; r++) {
            if (parts[r] != null) {
                int width = width(r);
                for (int row = 0; row < in.depth() * in.height(); row++) {
                    part(input, row * in.width() + r, parts.length, parts[r], row * width, width);
                }
            }
        }
    }

    static void part(float[] from, int first, int step, float[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = from[first + i * step];
        }
    }

    /** Copies a few pixels of row {@code k} of the channels from {@code channel} on. */
    void copy(int channel, int k, Block pixels, float[] to, int at) {
        int c = channel + k / taps();
        if (pointwise()) {
            System.arraycopy(input, c * in.height() * in.width() + pixels.from(), to, at, pixels.count());
            return;
        }
        int kh = k % taps() / window.kernelWidth();
        int column = column(k % window.kernelWidth());
        int part = Math.floorMod(column, parts.length);
        int shift = Math.floorDiv(column, parts.length);
        int width = width(part);
        int end = pixels.from() + pixels.count();
        int to0 = at - pixels.from();
        int oh = pixels.from() / out.width();
        for (int p = pixels.from(); p < end; oh++) {
            int first = oh * out.width();
            int stop = Math.min(end, first + out.width());
            int ih = oh * window.strideHeight() - window.top() + kh * window.dilationHeight();
            int inside = ih < 0 || ih >= in.height() ? stop : clamp(first - shift, p, stop);
            int outside = ih < 0 || ih >= in.height() ? stop : clamp(first - shift + width, inside, stop);
            if (inside > p) {
                Arrays.fill(to, to0 + p, to0 + inside, 0);
            }
            if (outside > inside) {
                int row = (c * in.height() + ih) * width;
                System.arraycopy(parts[part], row + inside - first + shift, to, to0 + inside, outside - inside);
            }
            if (stop > outside) {
                Arrays.fill(to, to0 + outside, to0 + stop, 0);
            }
            p = stop;
        }
    }

    private static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(value, most));
    }
}
