package io.github.cnnc.benchmarks.peer.im2col;

import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.runtime.Volume;
import java.util.Arrays;

/** Max or average pooling: first over the rows of a window, along the row, then over its columns. */
final class Pooling implements Runnable {

    private final boolean max;
    private final Window window;
    private final Volume in;
    private final Volume out;
    private final float[] input;
    private final float[] output;
    private final Epilogue epilogue;

    /** A row with its padding. */
    private final float[] row;

    /** The maximum or the sum of the rows. */
    private final float[] combined;

    /** One over the rows that count, for each output row; 1 for the maximum. */
    private final float[] rowShare;

    /** One over the columns that count, for each output column; 1 for the maximum. */
    private final float[] columnShare;

    Pooling(
            boolean max,
            boolean countPad,
            Window window,
            Volume in,
            Volume out,
            float[] input,
            float[] output,
            Epilogue epilogue) {
        this.max = max;
        this.window = window;
        this.in = in;
        this.out = out;
        this.input = input;
        this.output = output;
        this.epilogue = epilogue;
        int reach = (out.width() - 1) * window.strideWidth() + (window.kernelWidth() - 1) * window.dilationWidth() + 1;
        row = new float[Math.max(reach, window.left() + in.width())];
        combined = new float[row.length];
        rowShare = new float[out.height()];
        columnShare = new float[out.width()];
        for (int oh = 0; oh < out.height(); oh++) {
            int first = oh * window.strideHeight() - window.top();
            int before = countPad ? window.top() : 0;
            int after = countPad ? window.bottom() : 0;
            rowShare[oh] = share(first, window.kernelHeight(), window.dilationHeight(), -before, in.height() + after);
        }
        for (int ow = 0; ow < out.width(); ow++) {
            int first = ow * window.strideWidth() - window.left();
            int before = countPad ? window.left() : 0;
            int after = countPad ? window.right() : 0;
            columnShare[ow] = share(first, window.kernelWidth(), window.dilationWidth(), -before, in.width() + after);
        }
    }

    /** One over the taps within a range. */
    private float share(int first, int taps, int dilation, int from, int to) {
        int count = 0;
        for (int k = 0; k < taps; k++) {
            int at = first + k * dilation;
            count += at >= from && at < to ? 1 : 0;
        }
        return max ? 1 : 1f / count;
    }

    @Override
    public void run() {
        float nothing = max ? Float.NEGATIVE_INFINITY : 0;
        Arrays.fill(row, nothing);
        boolean global = window.kernelWidth() == in.width() && window.kernelHeight() == in.height() && out.width() == 1;
        for (int c = 0; c < out.depth(); c++) {
            if (!max && global && out.height() == 1 && !window.padded()) {
                int size = in.width() * in.height();
                output[c] = sum(input, c * size, size) * rowShare[0] * columnShare[0];
                continue;
            }
            for (int oh = 0; oh < out.height(); oh++) {
                Arrays.fill(combined, nothing);
                rows(c, oh);
                columns((c * out.height() + oh) * out.width());
                if (!max) {
                    divide((c * out.height() + oh) * out.width(), rowShare[oh]);
                }
            }
        }
        epilogue.apply(output, 0, out.size());
    }

    private void rows(int channel, int oh) {
        for (int kh = 0; kh < window.kernelHeight(); kh++) {
            int ih = oh * window.strideHeight() - window.top() + kh * window.dilationHeight();
            if (ih >= 0 && ih < in.height()) {
                System.arraycopy(input, (channel * in.height() + ih) * in.width(), row, window.left(), in.width());
                if (max) {
                    max(combined, row, row.length);
                } else {
                    add(combined, row, row.length);
                }
            }
        }
    }

    private static void max(float[] a, float[] b, int count) {
        for (int i = 0; i < count; i++) {
            a[i] = Math.max(a[i], b[i]);
        }
    }

    private static void add(float[] a, float[] b, int count) {
        for (int i = 0; i < count; i++) {
            a[i] += b[i];
        }
    }

    private void columns(int to) {
        int stride = window.strideWidth();
        int next = window.dilationWidth();
        if (max && window.kernelWidth() == 2) {
            maxOfTwo(combined, stride, next, output, to, out.width());
        } else if (max && window.kernelWidth() == 3) {
            maxOfThree(combined, stride, next, output, to, out.width());
        } else {
            for (int ow = 0; ow < out.width(); ow++) {
                float all = combined[ow * stride];
                for (int kw = 1; kw < window.kernelWidth(); kw++) {
                    float x = combined[ow * stride + kw * next];
                    all = max ? Math.max(all, x) : all + x;
                }
                output[to + ow] = all;
            }
        }
    }

    private static void maxOfTwo(float[] a, int stride, int next, float[] output, int to, int count) {
        for (int i = 0; i < count; i++) {
            output[to + i] = Math.max(a[i * stride], a[i * stride + next]);
        }
    }

    private static void maxOfThree(float[] a, int stride, int next, float[] output, int to, int count) {
        for (int i = 0; i < count; i++) {
            int j = i * stride;
            output[to + i] = Math.max(Math.max(a[j], a[j + next]), a[j + 2 * next]);
        }
    }

    private void divide(int at, float share) {
        for (int ow = 0; ow < out.width(); ow++) {
            output[at + ow] *= share * columnShare[ow];
        }
    }

    /** The sum of some elements in four parts that do not wait for each other. */
    private static float sum(float[] a, int from, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = from;
        for (; i + 4 <= from + count; i += 4) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
        }
        for (; i < from + count; i++) {
            s0 += a[i];
        }
        return s0 + s1 + (s2 + s3);
    }
}
