package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;

/**
 * What one output element of a layer sees of the layer's input, and how far its neighbour is from it: what receptive
 * fields are added up from.
 *
 * @param width columns from the first seen to the last, both included
 * @param height rows likewise
 * @param strideWidth input columns from one output column to the next; 1/2 where a layer doubles the width
 * @param strideHeight input rows likewise
 */
public record Sight(int width, int height, double strideWidth, double strideHeight) {

    /** The element at the same place alone. */
    public static final Sight POINT = new Sight(1, 1, 1, 1);

    /** Everything. */
    static Sight whole(Volume input) {
        return new Sight(input.width(), input.height(), 1, 1);
    }

    /** A window. */
    static Sight of(SlidingWindow w) {
        return new Sight(
                w.dilation().width() * (w.kernel().width() - 1) + 1,
                w.dilation().height() * (w.kernel().height() - 1) + 1,
                w.stride().width(),
                w.stride().height());
    }
}
