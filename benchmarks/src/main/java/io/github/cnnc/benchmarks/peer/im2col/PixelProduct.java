package io.github.cnnc.benchmarks.peer.im2col;

import java.util.Arrays;
import java.util.List;

/**
 * A convolution whose inner loop runs along the output's pixels: the panel of {@link Product} is a part of im2col's matrix, the scalars
 * are weights. For large pictures. Pointwise convolutions copy, too: a pixel is copied once and used by every filter, and the product wants
 * rows at a constant distance.
 */
final class PixelProduct implements Runnable {

    /** Floats of a panel: a quarter of a second-level cache of 1 MB. */
    private static final int PANEL = 1 << 16;

    private final Convolution conv;
    private final List<Part> parts;
    private final int quads;
    private final int triples;

    /** [group][filter / 4, tap, 4]. */
    private final float[][] weights;

    /**
     * Some pixels with the arrays that they are computed in.
     *
     * @param sums [filter / 4][4, width]
     * @param panel [tap / 3][3, width]: as many taps as the panel may have
     */
    private record Part(Block pixels, float[][] sums, float[][] panel) {}

    PixelProduct(Convolution conv, Scratch scratch) {
        this.conv = conv;
        quads = Convolution.times(Product.ROWS, conv.filters());
        triples = Convolution.times(Product.TAPS, conv.taps());
        parts = Block.of(conv.pixels()).stream().map(b -> part(b, scratch)).toList();
        weights = new float[conv.groups()][quads * triples * Product.TAPS * Product.ROWS];
        for (int g = 0; g < conv.groups(); g++) {
            int i = 0;
            for (int quad = 0; quad < quads; quad++) {
                for (int k = 0; k < triples * Product.TAPS; k++) {
                    for (int f = 0; f < Product.ROWS; f++) {
                        weights[g][i++] = conv.weight(g, quad * Product.ROWS + f, k);
                    }
                }
            }
        }
    }

    private Part part(Block pixels, Scratch scratch) {
        int triple = Product.TAPS * pixels.width();
        return new Part(
                pixels,
                scratch.arrays(quads, Product.ROWS * pixels.width()),
                scratch.arrays(Math.min(triples, PANEL / triple), triple));
    }

    @Override
    public void run() {
        conv.columns().read();
        for (int g = 0; g < conv.groups(); g++) {
            for (Part part : parts) {
                run(g, part);
            }
        }
    }

    private void run(int group, Part part) {
        int width = part.pixels.width();
        int most = part.panel.length;
        for (int quad = 0; quad < quads; quad++) {
            begin(group, quad, part.sums[quad], width);
        }
        for (int from = 0; from < triples; from += most) {
            int count = Math.min(most, triples - from);
            copy(group, from, count, part.pixels, part.panel);
            for (int quad = 0; quad < quads; quad++) {
                int at = (quad * triples + from) * Product.TAPS * Product.ROWS;
                Product.add(width, part.sums[quad], part.panel, count, weights[group], at, Product.ROWS);
            }
        }
        for (int quad = 0; quad < quads; quad++) {
            finish(group, quad, part.sums[quad], part.pixels);
        }
    }

    private void copy(int group, int from, int count, Block pixels, float[][] panel) {
        for (int i = 0; i < count * Product.TAPS; i++) {
            int k = from * Product.TAPS + i;
            if (k < conv.taps()) {
                int at = i % Product.TAPS * pixels.width();
                conv.columns().copy(group * conv.depth(), k, pixels, panel[i / Product.TAPS], at);
            }
        }
    }

    private void begin(int group, int quad, float[] sums, int width) {
        for (int i = 0; i < Product.ROWS; i++) {
            int f = quad * Product.ROWS + i;
            if (f < conv.filters()) {
                Arrays.fill(sums, i * width, (i + 1) * width, conv.bias()[group * conv.filters() + f]);
            }
        }
    }

    private void finish(int group, int quad, float[] sums, Block pixels) {
        conv.epilogue().apply(sums, 0, sums.length);
        for (int i = 0; i < Math.min(Product.ROWS, conv.filters() - quad * Product.ROWS); i++) {
            int f = group * conv.filters() + quad * Product.ROWS + i;
            System.arraycopy(
                    sums, i * pixels.width(), conv.output(), f * conv.pixels() + pixels.from(), pixels.count());
        }
    }
}
