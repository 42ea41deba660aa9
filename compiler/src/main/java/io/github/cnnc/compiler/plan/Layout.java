package io.github.cnnc.compiler.plan;

import io.github.cnnc.runtime.Volume;

/**
 * How a volume lies in memory: plane after plane (CHW), each plane row after row, each with its halo.
 *
 * <pre>
 *   + - - - - - - +   top
 *   |   +-----+   |
 *   left|width|right       a row is left + width + right floats
 *   |   +-----+   |
 *   + - - - - - - +   bottom
 * </pre>
 */
public record Layout(Volume volume, Halo halo) {

    /** The layout at the API's edge: no halo. */
    public static Layout dense(Volume volume) {
        return new Layout(volume, Halo.NONE);
    }

    /** Throws {@link PlanLimit} where it would take more than 2^31-1 floats. */
    public Layout {
        long row = (long) halo.left() + volume.width() + halo.right();
        long rows = (long) halo.top() + volume.height() + halo.bottom();
        if (row > Arena.MAX_FLOATS || row * rows > Arena.MAX_FLOATS || row * rows * volume.depth() > Arena.MAX_FLOATS) {
            throw new PlanLimit("a volume of " + volume + " with its padding has more than 2^31-1 elements");
        }
    }

    /** Floats from one row to the next. */
    public int row() {
        return halo.left() + volume.width() + halo.right();
    }

    /** Floats from one plane to the next. */
    public int plane() {
        return row() * (halo.top() + volume.height() + halo.bottom());
    }

    /** Floats in all. */
    public int floats() {
        return plane() * volume.depth();
    }

    /** The position of an element; x and y may lie in the halo. */
    public int index(int channel, int y, int x) {
        return channel * plane() + (halo.top() + y) * row() + halo.left() + x;
    }

    /** Whether there is no halo, so that the elements lie one after the other. */
    public boolean isDense() {
        return halo.isNone();
    }
}
