package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.layer.Sight;
import java.util.List;
import java.util.Locale;

/**
 * What one element sees of the network's input: its receptive field, and the distance of neighbours' fields
 * (r' = r + (k - 1) j, j' = j s; Araujo, Norris and Sim 2019, "Computing receptive fields of convolutional neural
 * networks", equations 2 and 3, for every layer in turn). Padding counts, so a field may be larger than the input.
 *
 * @param width columns of the receptive field
 * @param height rows of the receptive field
 * @param strideWidth the effective stride: input columns from one element to the next
 * @param strideHeight input rows likewise
 */
public record Reach(double width, double height, double strideWidth, double strideHeight) {

    /** The input itself. */
    static final Reach INPUT = new Reach(1, 1, 1, 1);

    /** After a layer: of several inputs the one that reaches farthest counts. */
    static Reach after(List<Reach> inputs, Sight sight) {
        double width = 0;
        double height = 0;
        double strideWidth = 0;
        double strideHeight = 0;
        for (Reach in : inputs) {
            width = Math.max(width, in.width + (sight.width() - 1.0) * in.strideWidth);
            height = Math.max(height, in.height + (sight.height() - 1.0) * in.strideHeight);
            strideWidth = Math.max(strideWidth, in.strideWidth * sight.strideWidth());
            strideHeight = Math.max(strideHeight, in.strideHeight * sight.strideHeight());
        }
        return new Reach(width, height, strideWidth, strideHeight);
    }

    /** The receptive field, {@code 11x11}. */
    public String field() {
        return number(width) + "x" + number(height);
    }

    /** The effective stride, {@code 4} or {@code 4x2}. */
    public String stride() {
        return strideWidth == strideHeight ? number(strideWidth) : number(strideWidth) + "x" + number(strideHeight);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
