package io.github.cnnc.compiler.layout;

import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.runtime.Volume;

/** Room around each plane of a volume, in pixels, so that a window may reach past the edge without a test. */
public record Halo(int left, int right, int top, int bottom) {

    /** No room. */
    public static final Halo NONE = new Halo(0, 0, 0, 0);

    public Halo {
        if (left < 0 || right < 0 || top < 0 || bottom < 0) {
            throw new IllegalArgumentException(
                    "a halo is not negative: " + left + " " + right + " " + top + " " + bottom);
        }
    }

    /**
     * How far a window really reaches past a volume. To the right that may be less than its padding, where the stride
     * leaves columns over, or more, where the last window was let in by rounding up.
     */
    public static Halo reach(Window w, Volume in, Volume out) {
        return new Halo(
                w.left(),
                Math.max(
                        0,
                        last(out.width(), w.strideWidth(), w.left(), w.kernelWidth(), w.dilationWidth())
                                - in.width()
                                + 1),
                w.top(),
                Math.max(
                        0,
                        last(out.height(), w.strideHeight(), w.top(), w.kernelHeight(), w.dilationHeight())
                                - in.height()
                                + 1));
    }

    /** The last position that a window touches along one axis. */
    private static int last(int outputs, int stride, int before, int kernel, int dilation) {
        return (outputs - 1) * stride - before + (kernel - 1) * dilation;
    }

    /** Whether there is no room at all. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** The smallest halo that has room for both. */
    public Halo max(Halo other) {
        return new Halo(
                Math.max(left, other.left),
                Math.max(right, other.right),
                Math.max(top, other.top),
                Math.max(bottom, other.bottom));
    }
}
