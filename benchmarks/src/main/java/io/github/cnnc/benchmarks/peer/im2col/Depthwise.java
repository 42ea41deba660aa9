package io.github.cnnc.benchmarks.peer.im2col;

import io.github.cnnc.compiler.ir.Window;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution with a filter for each channel. A channel is copied with its padding, parted by the remainders of row and column by the
 * strides. Then what a tap sees of all output pixels is one run, if what lies between the output's rows is computed, too. C2 adds the
 * runs of several taps at once if they lie at a constant distance: they are copied once more.
 */
final class Depthwise implements Runnable {

    private final Window window;
    private final Convolution conv;
    private final int pitch;
    private final int rows;
    private final List<Block> blocks;

    /** [row remainder, column remainder][row, column]. */
    private final float[][] parts;

    /** [tap / 9][9, width]. */
    private final float[][][] panels;

    /** [width] for each block. */
    private final float[][] sums;

    /** All pixels, [height, pitch]. */
    private final float[] lines;

    /** [channel, tap]. */
    private final float[] weights;

    private final int taps;
    private final int groups;

    Depthwise(Window window, Convolution conv, Scratch scratch) {
        this.window = window;
        this.conv = conv;
        int lastRow = (window.kernelHeight() - 1) * window.dilationHeight();
        int lastColumn = (window.kernelWidth() - 1) * window.dilationWidth();
        pitch = conv.out().width() + lastColumn / window.strideWidth();
        rows = conv.out().height() + lastRow / window.strideHeight();
        blocks = Block.of((conv.out().height() - 1) * pitch + conv.out().width());
        Block last = blocks.get(blocks.size() - 1);
        int all = last.from() + last.width();
        parts = new float[window.strideHeight() * window.strideWidth()][rows * pitch + last.width() + lastColumn];
        taps = window.kernelWidth() * window.kernelHeight();
        groups = Convolution.times(RowProduct.TAPS, taps);
        panels = blocks.stream()
                .map(b -> scratch.arrays(groups, RowProduct.TAPS * b.width()))
                .toArray(float[][][]::new);
        sums = blocks.stream().map(b -> scratch.arrays(1, b.width())[0]).toArray(float[][]::new);
        lines = new float[all];
        weights = new float[conv.out().depth() * groups * RowProduct.TAPS];
        for (int c = 0; c < conv.out().depth(); c++) {
            System.arraycopy(conv.weights(), c * taps, weights, c * groups * RowProduct.TAPS, taps);
        }
    }

    @Override
    public void run() {
        for (int c = 0; c < conv.out().depth(); c++) {
            read(c);
            for (int b = 0; b < blocks.size(); b++) {
                add(c, blocks.get(b), panels[b], sums[b]);
            }
            conv.epilogue().apply(lines, 0, lines.length);
            int width = conv.out().width();
            for (int oh = 0; oh < conv.out().height(); oh++) {
                System.arraycopy(lines, oh * pitch, conv.output(), c * conv.pixels() + oh * width, width);
            }
        }
    }

    /** Parts the channel; the padding is zero and stays so. */
    private void read(int channel) {
        int width = conv.in().width();
        int height = conv.in().height();
        int stride = window.strideWidth();
        for (int ih = 0; ih < height; ih++) {
            int row = (ih + window.top()) / window.strideHeight();
            int from = (channel * height + ih) * width;
            for (int r = 0; r < stride && row < rows; r++) {
                float[] part = parts[(ih + window.top()) % window.strideHeight() * stride + r];
                int first = Math.floorMod(r - window.left(), stride);
                int column = (first + window.left()) / stride;
                int count = Math.min((width - first + stride - 1) / stride, pitch - column);
                if (stride == 1) {
                    System.arraycopy(conv.input(), from, part, row * pitch + column, count);
                } else {
                    Columns.part(conv.input(), from + first, stride, part, row * pitch + column, count);
                }
            }
        }
    }

    private void add(int channel, Block block, float[][] panel, float[] sums) {
        for (int k = 0; k < taps; k++) {
            int row = k / window.kernelWidth() * window.dilationHeight();
            int column = k % window.kernelWidth() * window.dilationWidth();
            int part = row % window.strideHeight() * window.strideWidth() + column % window.strideWidth();
            int from = row / window.strideHeight() * pitch + column / window.strideWidth() + block.from();
            System.arraycopy(
                    parts[part], from, panel[k / RowProduct.TAPS], k % RowProduct.TAPS * block.width(), block.width());
        }
        Arrays.fill(sums, conv.bias()[channel]);
        RowProduct.add(block.width(), sums, panel, groups, weights, channel * groups * RowProduct.TAPS);
        System.arraycopy(sums, 0, lines, block.from(), block.width());
    }
}
