package io.github.cnnc.benchmarks.peer.im2col;

import io.github.cnnc.runtime.Volume;

/**
 * A convolution's numbers.
 *
 * @param input [depth, height, width]
 * @param output [filters, height, width]
 * @param weights [filters, depth / groups, kernel height, kernel width]
 * @param bias [filters]
 */
record Convolution(
        Columns columns,
        Volume in,
        Volume out,
        int groups,
        float[] input,
        float[] output,
        float[] weights,
        float[] bias,
        Epilogue epilogue) {

    /** Filters of a group. */
    int filters() {
        return out.depth() / groups;
    }

    /** Channels that a filter sees. */
    int depth() {
        return in.depth() / groups;
    }

    /** Inputs of a filter: the rows of im2col's matrix. */
    int taps() {
        return depth() * columns.taps();
    }

    /** Output pixels: the columns of im2col's matrix. */
    int pixels() {
        return out.width() * out.height();
    }

    /** The weight of a tap; 0 where there is no such tap or filter. */
    float weight(int group, int filter, int tap) {
        return filter < filters() && tap < taps() ? weights[(group * filters() + filter) * taps() + tap] : 0;
    }

    /** How many times {@code size} is at least {@code all}. */
    static int times(int size, int all) {
        return (all + size - 1) / size;
    }
}
