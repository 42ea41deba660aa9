package io.github.cnnc.compiler.check;

import io.github.cnnc.runtime.Volume;

/**
 * What one position of a volume, over all its channels, sees of the network's input: its receptive field, and the distance of
 * neighbours' fields. A field is from the first column that is seen to the last, with what a dilation leaves out, and of all
 * positions that one counts which sees most (Araujo, Norris and Sim 2019, "Computing receptive fields of convolutional neural
 * networks", where nothing is enlarged). As there, padding counts like pixels, so a field may be larger than the input; only
 * where a layer reads its whole input, as FC and GAP do, is it the input at most.
 *
 * @param width columns of the receptive field
 * @param height rows of the receptive field
 * @param strideWidth the effective stride: input columns from one position to the next
 * @param strideHeight input rows likewise
 */
public record Reach(long width, long height, Rate strideWidth, Rate strideHeight) {

    /** The receptive field, {@code 11x11}. */
    public String field() {
        return width + "x" + height;
    }

    /** The effective stride, {@code 4}, {@code 4x2} or {@code 1/2}. */
    public String stride() {
        return strideWidth.equals(strideHeight) ? strideWidth.toString() : strideWidth + "x" + strideHeight;
    }

    /** Whether the field is larger than the network's input: the rest of it is padding. */
    public boolean exceeds(Volume input) {
        return width > input.width() || height > input.height();
    }
}
