package io.github.cnnc.compiler.layer;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A window sliding along one direction: the lecture's magic formula, W2 = (W1 - F + 2P)/S + 1, with dilation as
 * PyTorch's {@code Conv2d} has it.
 *
 * @param size W1, the volume's size
 * @param kernel F, taps
 * @param stride S
 * @param dilation from tap to tap
 * @param before padding at the left or top
 * @param after padding at the right or bottom
 */
record Axis(int size, int kernel, int stride, int dilation, int before, int after) {

    /** What is computed for the width and for the height, said once where it is the same. */
    static String both(String width, String height) {
        return width.equals(height) ? width : "width " + width + "; height " + height;
    }

    /** From the first tap to the last, both included. */
    long reach() {
        return (long) dilation * (kernel - 1) + 1;
    }

    /** What the first window leaves free: W1 - F + 2P; negative where the kernel is larger than the padded volume. */
    long slack() {
        return size - reach() + before + after;
    }

    /** Whether there is a window: rounding up, one may be larger than the padded volume by less than the stride. */
    boolean holdsKernel(Rounding rounding) {
        return slack() >= 0 || rounding == Rounding.CEIL && ceil() >= 1;
    }

    /** Whether the stride divides. */
    boolean isExact() {
        return slack() % stride == 0;
    }

    /** Whether there is a window, and the stride divides where that is asked for. */
    boolean fits(Rounding rounding) {
        return holdsKernel(rounding) && (rounding != Rounding.EXACT || isExact());
    }

    /** The number of windows. */
    long windows(Rounding rounding) {
        return rounding == Rounding.CEIL ? ceil() : floor();
    }

    /** The number of windows, the rest dropped. */
    long floor() {
        return slack() / stride + 1;
    }

    /**
     * The number of windows, one more for a rest; the last must begin inside the volume or the padding before it
     * (PyTorch's {@code pooling_output_shape}, which also makes one window of a kernel that is larger than the padded
     * volume by less than the stride). Less than 1 where there is none.
     */
    long ceil() {
        long windows = Math.floorDiv(slack() + stride - 1, (long) stride) + 1;
        return (windows - 1) * stride >= (long) size + before ? windows - 1 : windows;
    }

    /** The size with its padding, or as far as a last window may reach past it, whichever is more. */
    long extent() {
        return (long) size + before + after + stride;
    }

    /** Pixels that no window sees where the rest is dropped. */
    long dropped() {
        return slack() % stride;
    }

    Axis withStride(int stride) {
        return new Axis(size, kernel, stride, dilation, before, after);
    }

    Axis withKernel(int kernel) {
        return new Axis(size, kernel, stride, dilation, before, after);
    }

    Axis withPad(int before, int after) {
        return new Axis(size, kernel, stride, dilation, before, after);
    }

    /** Padding for ceil(size / stride) windows, as little as possible, the odd pixel behind (TensorFlow's SAME). */
    Axis same() {
        long windows = ((long) size + stride - 1) / stride;
        long total = Math.max(0, (windows - 1) * stride + reach() - size);
        return withPad((int) (total / 2), (int) (total - total / 2));
    }

    /**
     * The smallest padding that fits exactly: the same on both sides where that is possible with less than the kernel's
     * reach, else one more behind.
     */
    Axis whateverFits() {
        long least = Math.max(0, (reach() - size + 1) / 2);
        long rest = Math.floorMod(reach() - size, (long) stride);
        // 2P = rest (mod stride) has a solution unless the stride is even and the rest odd.
        if (stride % 2 == 1 || rest % 2 == 0) {
            long solution = rest % 2 == 0 ? rest / 2 : (rest + stride) / 2;
            long period = stride % 2 == 1 ? stride : stride / 2;
            long pad = least + Math.floorMod(solution - least, period);
            if (pad < reach()) {
                return withPad((int) pad, (int) pad);
            }
        }
        long free = size - reach();
        long total = free < 0 ? -free : (stride - free % stride) % stride;
        return withPad((int) (total / 2), (int) (total - total / 2));
    }

    /** {@code (7 - 3 + 2*0)/3 + 1 = 2.33}. */
    String arithmetic() {
        String taps = dilation == 1 ? Integer.toString(kernel) : "(" + dilation + "*(" + kernel + "-1)+1)";
        String pads = before == after ? "2*" + before : before + " + " + after;
        return "(" + size + " - " + taps + " + " + pads + ")/" + stride + " + 1 = " + quotient();
    }

    private String quotient() {
        return BigDecimal.valueOf(slack())
                .divide(BigDecimal.valueOf(stride), 2, RoundingMode.HALF_UP)
                .add(BigDecimal.ONE)
                .stripTrailingZeros()
                .toPlainString();
    }
}
