package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.compiler.kernel.VectorLimits;
import java.util.Optional;

/** Where a {@link VectorConv} is legal. */
final class VectorConvLimits {

    private VectorConvLimits() {}

    static Optional<String> whyNot(VectorConv s, Operation operation) {
        int sums = s.pixels() * s.vectors();
        if (sums > VectorLimits.POLYNOMIALS && operation.activation().isTranscendental()) {
            return Optional.of("a tile of " + sums + " vectors has no room for as many polynomials");
        }
        if (ConvShape.isPooled(operation.op()) && (s.rows() % 2 != 0 || s.columns() % 2 != 0)) {
            return Optional.of("a tile that is pooled has rows and columns in pairs");
        }
        ConvShape shape = ConvShape.of(operation);
        int operations = operations(s, shape, operation);
        return operations > VectorLimits.OPERATIONS ? VectorLimits.tooMany(operations) : whyNot(s, shape);
    }

    /** Operations on vectors in the body of a tile. */
    private static int operations(VectorConv s, ConvShape shape, Operation operation) {
        int pixels = s.pixels();
        int sums = pixels * s.vectors();
        int taps = s.taps() == Taps.LINE ? s.accumulators() + shape.depth() % s.accumulators() : s.unrolledTaps(shape);
        int residual = operation.inputs().size() > 1 ? 2 : 0;
        int results = ConvShape.isPooled(operation.op()) ? sums / 4 : sums;
        return sums * (2 * s.accumulators() - 1)
                + (sums - results)
                + results * (VectorLimits.epilogue(operation.activation()) + residual)
                + taps * (s.vectors() + pixels + sums);
    }

    private static Optional<String> whyNot(VectorConv s, ConvShape shape) {
        int filters = s.filters();
        boolean padded = s.vectors() == 1 && shape.groups() == 1;
        if (filters > shape.filters() && !padded) {
            return Optional.of("a tile of " + filters + " filters is more than the " + shape.filters() + " of a group");
        }
        if (s.columns() > shape.width() || s.rows() > shape.height()) {
            return Optional.of("a tile of " + s.columns() + "x" + s.rows() + " pixels is more than the " + shape.width()
                    + "x" + shape.height());
        }
        if (s.taps() == Taps.ROW && shape.kernelWidth() == 1 || s.taps() == Taps.WINDOW && shape.kernelHeight() == 1) {
            return Optional.of("a window of " + shape.kernelWidth() + "x" + shape.kernelHeight()
                    + " has no more than a " + (s.taps() == Taps.ROW ? "tap" : "row"));
        }
        if (s.accumulators() > shape.depth()) {
            return Optional.of(s.accumulators() + " accumulators are more than the " + shape.depth() + " channels");
        }
        return BodySize.tooLarge(BodySize.vectorTile(s.pixels(), s.vectors(), s.unrolledTaps(shape)));
    }
}
