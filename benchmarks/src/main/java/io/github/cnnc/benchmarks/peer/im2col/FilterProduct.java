package io.github.cnnc.benchmarks.peer.im2col;

import java.util.List;

/**
 * A convolution whose inner loop runs along the filters: the panel of {@link Product} is a part of the weights, the scalars are of im2col's
 * matrix, or of the input itself where the convolution is pointwise. For small pictures with many filters.
 */
final class FilterProduct implements Runnable {

    /** Pixels that are computed at once: their sums stay in a second-level cache of 1 MB. */
    private static final int PIXELS = 128;

    /** Taps, by threes, that are added to all of these sums before the next ones: they and their weights stay there, too. */
    private static final int TRIPLES = 42;

    private final Convolution conv;
    private final List<Block> filters;
    private final int triples;

    /** Some taps of im2col's matrix, [tap, pixel]. */
    private final float[] columns;

    /** [filter block, pixel / 4][4, width]. */
    private final float[][] sums;

    /** [group, filter block][tap / 3 / TRIPLES][tap / 3 % TRIPLES][3, width]. */
    private final float[][][][] weights;

    /** [group, filter block][width]. */
    private final float[][] bias;

    FilterProduct(Convolution conv, Scratch scratch) {
        this.conv = conv;
        filters = Block.of(conv.filters());
        triples = Convolution.times(Product.TAPS, conv.taps());
        columns = scratch.arrays(1, TRIPLES * Product.TAPS * PIXELS)[0];
        int widest = filters.get(0).width();
        sums = scratch.arrays(filters.size() * PIXELS / Product.ROWS, Product.ROWS * widest);
        weights = new float[conv.groups() * filters.size()][][][];
        bias = new float[conv.groups() * filters.size()][];
        for (int g = 0; g < conv.groups(); g++) {
            for (int b = 0; b < filters.size(); b++) {
                pack(g, filters.get(b), g * filters.size() + b);
            }
        }
    }

    private void pack(int group, Block block, int at) {
        bias[at] = new float[block.width()];
        System.arraycopy(conv.bias(), group * conv.filters() + block.from(), bias[at], 0, block.count());
        weights[at] = new float[Convolution.times(TRIPLES, triples)][][];
        for (int i = 0; i < weights[at].length; i++) {
            weights[at][i] = new float[Math.min(TRIPLES, triples - i * TRIPLES)][Product.TAPS * block.width()];
            for (int k = 0; k < weights[at][i].length * Product.TAPS; k++) {
                float[] row = weights[at][i][k / Product.TAPS];
                for (int f = 0; f < block.count(); f++) {
                    row[k % Product.TAPS * block.width() + f] =
                            conv.weight(group, block.from() + f, i * TRIPLES * Product.TAPS + k);
                }
            }
        }
    }

    @Override
    public void run() {
        conv.columns().read();
        for (int g = 0; g < conv.groups(); g++) {
            for (int p = 0; p < conv.pixels(); p += PIXELS) {
                run(g, new Block(p, Math.min(PIXELS, conv.pixels() - p), PIXELS));
            }
        }
    }

    private void run(int group, Block pixels) {
        boolean pointwise = conv.columns().pointwise();
        int quads = Convolution.times(Product.ROWS, pixels.count());
        begin(group, quads);
        for (int i = 0; i * TRIPLES < triples; i++) {
            int first = i * TRIPLES * Product.TAPS;
            if (!pointwise) {
                copy(group, first, pixels);
            }
            float[] scalars = pointwise ? conv.input() : columns;
            int from = pointwise ? (group * conv.depth() + first) * conv.pixels() + pixels.from() : 0;
            int step = pointwise ? conv.pixels() : PIXELS;
            for (int b = 0; b < filters.size(); b++) {
                float[][] panel = weights[group * filters.size() + b][i];
                for (int quad = 0; quad < quads; quad++) {
                    int at = from + quad * Product.ROWS;
                    Product.add(filters.get(b).width(), sums(b, quad), panel, panel.length, scalars, at, step);
                }
            }
        }
        for (int b = 0; b < filters.size(); b++) {
            for (int quad = 0; quad < quads; quad++) {
                finish(group, filters.get(b), sums(b, quad), pixels, quad * Product.ROWS);
            }
        }
    }

    private float[] sums(int block, int quad) {
        return sums[block * PIXELS / Product.ROWS + quad];
    }

    private void begin(int group, int quads) {
        for (int b = 0; b < filters.size(); b++) {
            float[] row = bias[group * filters.size() + b];
            for (int quad = 0; quad < quads; quad++) {
                for (int i = 0; i < Product.ROWS; i++) {
                    System.arraycopy(row, 0, sums(b, quad), i * row.length, row.length);
                }
            }
        }
    }

    private void copy(int group, int first, Block pixels) {
        int stop = Math.min(first + TRIPLES * Product.TAPS, conv.taps());
        for (int k = first; k < stop; k++) {
            conv.columns().copy(group * conv.depth(), k, pixels, columns, (k - first) * PIXELS);
        }
    }

    private void finish(int group, Block block, float[] sums, Block pixels, int pixel) {
        int width = block.width();
        conv.epilogue().apply(sums, 0, Product.ROWS * width);
        int rows = Math.min(Product.ROWS, pixels.count() - pixel);
        int to = (group * conv.filters() + block.from()) * conv.pixels() + pixels.from() + pixel;
        for (int f = 0; f < block.count(); f++) {
            for (int i = 0; i < rows; i++) {
                conv.output()[to + f * conv.pixels() + i] = sums[i * width + f];
            }
        }
    }
}
