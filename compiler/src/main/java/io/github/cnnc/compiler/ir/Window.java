package io.github.cnnc.compiler.ir;

/**
 * A sliding window over a volume, sizes in pixels.
 *
 * <p>Output column {@code ow} reads the input columns {@code ow * strideWidth - left + kw * dilationWidth}, kw from 0 to
 * kernelWidth - 1; rows likewise.
 */
public record Window(
        int kernelWidth,
        int kernelHeight,
        int strideWidth,
        int strideHeight,
        int dilationWidth,
        int dilationHeight,
        int left,
        int right,
        int top,
        int bottom) {

    /** Elements of one channel that it covers; throws {@link ArithmeticException} past 2^31-1. */
    public int taps() {
        return Math.multiplyExact(kernelWidth, kernelHeight);
    }

    /** Whether a tap of the window can lie outside the volume. */
    public boolean padded() {
        return left > 0 || right > 0 || top > 0 || bottom > 0;
    }

    /** {@code 3x3 stride 2x2 dilation 1x1 pad 1,1,1,1}: what is usual is left out; padding is left, right, top, bottom. */
    @Override
    public String toString() {
        return kernelWidth + "x" + kernelHeight
                + (strideWidth == 1 && strideHeight == 1 ? "" : " stride " + strideWidth + "x" + strideHeight)
                + (dilationWidth == 1 && dilationHeight == 1 ? "" : " dilation " + dilationWidth + "x" + dilationHeight)
                + (padded() ? " pad " + left + "," + right + "," + top + "," + bottom : "");
    }
}
