package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.runtime.Volume;
import java.util.Optional;

/**
 * The numbers of a convolution. A fully connected layer is one whose window is its whole input.
 *
 * @param groups groups of channels and filters
 * @param depth input channels of one group
 * @param filters filters of one group
 * @param width output columns
 * @param height output rows
 */
public record ConvShape(
        int groups,
        int depth,
        int filters,
        int kernelWidth,
        int kernelHeight,
        int strideWidth,
        int strideHeight,
        int dilationWidth,
        int dilationHeight,
        int left,
        int top,
        int width,
        int height) {

    /** The convolution in an operation. */
    public static Optional<Op.Conv> conv(Op op) {
        return op instanceof Op.Conv conv
                ? Optional.of(conv)
                : op instanceof Op.FusedConv fused ? Optional.of(fused.conv()) : Optional.empty();
    }

    /** Whether the maximum is taken of each 2x2 pixels of a convolution. */
    public static boolean isPooled(Op op) {
        return op instanceof Op.FusedConv fused && fused.pooled();
    }

    /** What a convolution computes before it is pooled. */
    public static Volume convolved(Operation operation) {
        Volume out = operation.output();
        return isPooled(operation.op()) ? new Volume(2 * out.width(), 2 * out.height(), out.depth()) : out;
    }

    /** The shape of a convolution or a fully connected layer. */
    public static ConvShape of(Operation operation) {
        Volume in = operation.input();
        Volume out = convolved(operation);
        return conv(operation.op())
                .map(conv -> of(conv, in, out))
                .orElseGet(() ->
                        new ConvShape(1, in.depth(), out.size(), in.width(), in.height(), 1, 1, 1, 1, 0, 0, 1, 1));
    }

    private static ConvShape of(Op.Conv conv, Volume in, Volume out) {
        Window w = conv.window();
        return new ConvShape(
                conv.groups(),
                in.depth() / conv.groups(),
                out.depth() / conv.groups(),
                w.kernelWidth(),
                w.kernelHeight(),
                w.strideWidth(),
                w.strideHeight(),
                w.dilationWidth(),
                w.dilationHeight(),
                w.left(),
                w.top(),
                out.width(),
                out.height());
    }

    /** Weights of one filter. */
    public int taps() {
        return Math.multiplyExact(depth, Math.multiplyExact(kernelWidth, kernelHeight));
    }

    /** Whether each output pixel reads one input pixel, the one at its own place. */
    public boolean isPointwise() {
        return kernelWidth == 1 && kernelHeight == 1 && strideWidth == 1 && strideHeight == 1 && left == 0 && top == 0;
    }
}
