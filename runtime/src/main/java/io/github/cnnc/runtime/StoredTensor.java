package io.github.cnnc.runtime;

import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor of a set of weights, wherever its elements are: in an array, in a file, or in a generator of random
 * numbers.
 *
 * @param shape the sizes, outermost first
 * @param elements makes or hands out the array, the same elements each time
 */
record StoredTensor(List<Integer> shape, Supplier<float[]> elements) {

    StoredTensor {
        shape = List.copyOf(shape);
    }

    static StoredTensor of(Tensor tensor) {
        return new StoredTensor(tensor.shape(), tensor::data);
    }

    Tensor tensor() {
        return new Tensor(shape, elements.get());
    }
}
