package io.github.cnnc.compiler.layout;

import io.github.cnnc.compiler.machine.PlanLimit;
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
 * @param order whether the rows of a channel or the channels of a pixel follow each other
 * @param pixelStride floats from pixel to pixel: 1 in CHW, at least the depth in HWC (more where vectors are wider, and in a part of a
 *     concatenation)
 */
public record Layout(Volume volume, Halo halo, Order order, int pixelStride) {

    /** What varies fastest. */
    public enum Order {
        /** Channel after channel, each row after row. */
        CHW,
        /** Row after row of pixels, the channels of a pixel next to each other. */
        HWC
    }

    /** The layout at the API's edge: CHW, no halo. */
    public static Layout dense(Volume volume) {
        return chw(volume, Halo.NONE);
    }

    /** CHW with a halo. */
    public static Layout chw(Volume volume, Halo halo) {
        return new Layout(volume, halo, Order.CHW, 1);
    }

    /**
     * The layout in this order.
     *
     * @param channelPadding the least channels that each pixel has room for; matters in HWC only
     */
    public static Layout of(Volume volume, Halo halo, Order order, int channelPadding) {
        return new Layout(volume, halo, order, order == Order.CHW ? 1 : Math.max(channelPadding, volume.depth()));
    }

    /** Throws {@link PlanLimit} where it would take more than 2^31-1 floats. */
    public Layout {
        long row = (long) halo.left() + volume.width() + halo.right();
        long rows = (long) halo.top() + volume.height() + halo.bottom();
        long depth = order == Order.CHW ? volume.depth() : pixelStride;
        if (row > PlanLimit.MAX_FLOATS
                || row * rows > PlanLimit.MAX_FLOATS
                || row * rows * depth > PlanLimit.MAX_FLOATS) {
            throw new PlanLimit("a volume of " + volume + " with its padding has more than 2^31-1 elements");
        }
    }

    /** Floats from one row to the next. */
    public int rowStride() {
        return (halo.left() + volume.width() + halo.right()) * pixelStride;
    }

    /** Floats from one channel to the next. */
    public int channelStride() {
        return order == Order.CHW ? rowStride() * rows() : 1;
    }

    private int rows() {
        return halo.top() + volume.height() + halo.bottom();
    }

    /** Floats in all. */
    public int floats() {
        return order == Order.CHW ? channelStride() * volume.depth() : rowStride() * rows();
    }

    /** The position of an element; x and y may lie in the halo. */
    public int index(int channel, int y, int x) {
        return channel * channelStride() + (halo.top() + y) * rowStride() + (halo.left() + x) * pixelStride;
    }

    /** Whether there is no halo and nothing between pixels, so that the elements lie one after the other in their order. */
    public boolean isDense() {
        return halo.isNone() && (order == Order.CHW || pixelStride == volume.depth());
    }

    /** Whether the rows of a channel follow each other; one pixel alone, or a single channel, lies alike in both orders. */
    public boolean isChw() {
        return order == Order.CHW
                || isDense() && volume.width() * (long) volume.height() == 1
                || volume.depth() == 1 && pixelStride == 1;
    }

    /** Whether the channels of a pixel lie next to each other. */
    public boolean isHwc() {
        return order == Order.HWC || isDense() && volume.width() * (long) volume.height() == 1 || volume.depth() == 1;
    }
}
