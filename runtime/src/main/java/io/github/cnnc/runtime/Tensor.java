package io.github.cnnc.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Numbers in a shape, row-major: the last index moves fastest.
 *
 * <p>The array is handed over, not copied, since it may hold hundreds of megabytes: who makes or takes a tensor does not
 * change it.
 *
 * @param shape the sizes, outermost first; empty for a scalar
 * @param data as many elements as the product of the sizes
 */
public record Tensor(List<Integer> shape, float[] data) {

    /** Throws {@link IllegalArgumentException} for a negative size or another number of elements. */
    public Tensor {
        shape = List.copyOf(shape);
        for (int extent : shape) {
            if (extent < 0) {
                throw new IllegalArgumentException("a tensor of shape " + shape + " has a negative size");
            }
        }
        if (!Shapes.size(shape).equals(OptionalInt.of(data.length))) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " cannot have " + data.length + " elements");
        }
    }

    /** Equal in shape and in the bits of every element (a NaN equals itself, 0 and -0 differ). */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    /** {@code tensor [6, 1, 5, 5]}; the elements are left out. */
    @Override
    public String toString() {
        return "tensor " + shape;
    }
}
