package io.github.cnnc.compiler.plan;

import io.github.cnnc.runtime.Volume;

/**
 * How a volume lies in memory, row after row of pixels with a halo around them.
 *
 * <pre>
 *   + - - - - - - +   top
 *   |   +-----+   |
 *   left|width|right       a row is left + width + right pixels
 *   |   +-----+   |
 *   + - - - - - - +   bottom
 * </pre>
 *
 * @param order whether planes follow each other or the channels of a pixel do
 * @param pitch floats from pixel to pixel: 1 in PLANES, at least the depth in CHANNELS (more where vectors are wider, and in a part of a concatenation)
 */
public record Layout(Volume volume, Halo halo, Order order, int pitch) {

    /** What varies fastest. */
    public enum Order {
        /** CHW: plane after plane, each row after row. */
        PLANES,
        /** HWC: row after row of pixels, the channels of a pixel next to each other. */
        CHANNELS
    }

    /** The layout at the API's edge: planes, no halo. */
    public static Layout dense(Volume volume) {
        return planes(volume, Halo.NONE);
    }

    /** Planes with a halo. */
    public static Layout planes(Volume volume, Halo halo) {
        return new Layout(volume, halo, Order.PLANES, 1);
    }

    /**
     * The layout in this order.
     *
     * @param room the least channels that each pixel has room for; matters in CHANNELS only
     */
    public static Layout of(Volume volume, Halo halo, Order order, int room) {
        return new Layout(volume, halo, order, order == Order.PLANES ? 1 : Math.max(room, volume.depth()));
    }

    /** Throws {@link PlanLimit} where it would take more than 2^31-1 floats. */
    public Layout {
        long row = (long) halo.left() + volume.width() + halo.right();
        long rows = (long) halo.top() + volume.height() + halo.bottom();
        long depth = order == Order.PLANES ? volume.depth() : pitch;
        if (row > Arena.MAX_FLOATS || row * rows > Arena.MAX_FLOATS || row * rows * depth > Arena.MAX_FLOATS) {
            throw new PlanLimit("a volume of " + volume + " with its padding has more than 2^31-1 elements");
        }
    }

    /** Floats from one row to the next. */
    public int row() {
        return (halo.left() + volume.width() + halo.right()) * pitch;
    }

    /** Floats from one channel to the next. */
    public int plane() {
        return order == Order.PLANES ? row() * rows() : 1;
    }

    private int rows() {
        return halo.top() + volume.height() + halo.bottom();
    }

    /** Floats in all. */
    public int floats() {
        return order == Order.PLANES ? plane() * volume.depth() : row() * rows();
    }

    /** The position of an element; x and y may lie in the halo. */
    public int index(int channel, int y, int x) {
        return channel * plane() + (halo.top() + y) * row() + (halo.left() + x) * pitch;
    }

    /** Whether there is no halo and nothing between pixels, so that the elements lie one after the other in their order. */
    public boolean isDense() {
        return halo.isNone() && (order == Order.PLANES || pitch == volume.depth());
    }

    /** Whether planes follow each other; one pixel alone, or a single plane, lies alike in both orders. */
    public boolean isPlanes() {
        return order == Order.PLANES
                || isDense() && volume.width() * (long) volume.height() == 1
                || volume.depth() == 1 && pitch == 1;
    }

    /** Whether the channels of a pixel lie next to each other. */
    public boolean isChannels() {
        return order == Order.CHANNELS
                || isDense() && volume.width() * (long) volume.height() == 1
                || volume.depth() == 1;
    }
}
