package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.Optional;

/**
 * A kernel sliding over a volume, everything decided.
 *
 * @param input the volume that enters
 * @param pads the padding that was asked for or chosen
 * @param outputWidth columns of windows
 * @param outputHeight rows of windows
 */
public record SlidingWindow(
        Volume input,
        Pair kernel,
        Pair stride,
        Pair dilation,
        Padding.Fixed pads,
        Rounding rounding,
        int outputWidth,
        int outputHeight) {

    /** The paddings that are tried. */
    private static final int MOST_CANDIDATES = 4096;

    /** Columns past the volume that the last window reaches, at least {@code pads.right()} where the stride divides. */
    public int reachRight() {
        return overhang(outputWidth, stride.width(), dilation.width(), kernel.width(), pads.left(), input.width());
    }

    /** Rows past the volume that the last window reaches. */
    public int reachBottom() {
        return overhang(outputHeight, stride.height(), dilation.height(), kernel.height(), pads.top(), input.height());
    }

    private static int overhang(int windows, int stride, int dilation, int kernel, int before, int size) {
        // At most the stride past the padding, and WindowRule bounds both.
        long past = (windows - 1L) * stride - before + dilation * (kernel - 1L) + 1 - size;
        return (int) Math.max(0, past);
    }

    private Axis columns() {
        return new Axis(input.width(), kernel.width(), stride.width(), dilation.width(), pads.left(), pads.right());
    }

    private Axis rows() {
        return new Axis(input.height(), kernel.height(), stride.height(), dilation.height(), pads.top(), pads.bottom());
    }

    /** The lecture's formula with the figures of one direction: {@code (15 - 3 + 2*0)/2 + 1 = 7}. */
    public String arithmetic(boolean ofWidth) {
        Axis axis = ofWidth ? columns() : rows();
        if (axis.isExact()) {
            return axis.arithmetic();
        }
        return axis.arithmetic()
                + switch (rounding) {
                    case EXACT -> "";
                    case FLOOR -> ", rounded down";
                    case CEIL -> ", rounded up";
                };
    }

    /** The formula with the figures of both directions, said once where they are the same. */
    String arithmetic() {
        return Axis.both(arithmetic(true), arithmetic(false));
    }

    /** The least padding of all sides that is less than the kernel and makes as many windows as are wanted. */
    public Optional<Integer> padFor(int width, int height) {
        long below = Math.min(columns().reach(), rows().reach());
        for (int pad = 0; pad < below && pad < MOST_CANDIDATES; pad++) {
            Axis across = columns().withPad(pad, pad);
            Axis down = rows().withPad(pad, pad);
            boolean fits = across.fits(rounding) && down.fits(rounding);
            if (fits && across.windows(rounding) == width && down.windows(rounding) == height) {
                return Optional.of(pad);
            }
        }
        return Optional.empty();
    }

    /** The arguments after the kernel that differ from their defaults, {@code , stride=2, pad=1}. */
    String options(Pair usualStride) {
        StringBuilder text = new StringBuilder();
        if (!stride.equals(usualStride)) {
            text.append(", stride=").append(stride.brief());
        }
        if (!pads.equals(new Padding.Fixed(0, 0, 0, 0))) {
            text.append(", pad=").append(pads);
        }
        if (!dilation.equals(Pair.square(1))) {
            text.append(", dilation=").append(dilation.brief());
        }
        return text.toString();
    }
}
