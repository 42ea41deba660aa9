package io.github.cnnc.compiler.layer;

import java.util.List;

/**
 * A tensor of a layer.
 *
 * @param suffix what follows the layer's name, {@code weight}
 * @param shape sizes, outermost first, as PyTorch stores it
 * @param trained whether it counts as parameters; running statistics do not
 */
public record LayerTensor(String suffix, List<Integer> shape, boolean trained) {

    public LayerTensor {
        shape = List.copyOf(shape);
    }

    /** The number of elements; throws {@link ArithmeticException} past 2^63-1. */
    public long size() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
