package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;

/**
 * Which columns and rows of its input a layer's output columns and rows see: what receptive fields are worked out from.
 *
 * @param columns along the width
 * @param rows along the height
 */
public record Sight(Along columns, Along rows) {

    /** What one output column sees of the input's columns, or one row of its rows. */
    public sealed interface Along {}

    /**
     * A window: output {@code o} sees from {@code o * stride - before} on, so many positions. Before 0 and past the end lies
     * padding.
     *
     * @param before padding at the left or top; less than 0 where columns are cut off
     * @param reach from the first seen to the last, both included
     */
    public record Sliding(int stride, int before, long reach) implements Along {}

    /** An enlargement: {@code factor} outputs for each position, alone or with the neighbour that it is mixed with. */
    public record Enlarged(int factor, boolean bilinear) implements Along {}

    /** Everything there is, wherever the output. */
    public record Everything(int size) implements Along {}

    /** The same place alone. */
    public static final Sight POINT = moved(0, 0);

    /** One place, but so many columns and rows before it. */
    static Sight moved(int left, int top) {
        return new Sight(new Sliding(1, left, 1), new Sliding(1, top, 1));
    }

    /** Everything. */
    static Sight whole(Volume input) {
        return new Sight(new Everything(input.width()), new Everything(input.height()));
    }

    /** A window. */
    static Sight of(SlidingWindow w) {
        return new Sight(
                new Sliding(
                        w.stride().width(),
                        w.pads().left(),
                        w.dilation().width() * (w.kernel().width() - 1L) + 1),
                new Sliding(
                        w.stride().height(),
                        w.pads().top(),
                        w.dilation().height() * (w.kernel().height() - 1L) + 1));
    }
}
