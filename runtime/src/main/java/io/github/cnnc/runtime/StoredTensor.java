package io.github.cnnc.runtime;

import java.util.List;

/**
 * A tensor of a set of weights, wherever its elements are: in an array, in a file, or in a generator of random
 * numbers.
 *
 * @param shape the sizes, outermost first
 * @param elements the same each time
 */
record StoredTensor(List<Integer> shape, Elements elements) {

    /** Makes or hands out arrays of elements. */
    interface Elements {
        /** All of them; not to be changed. */
        float[] array();

        /** Copies them to the front of an array that is at least as long. */
        default void copy(float[] to) {
            float[] all = array();
            System.arraycopy(all, 0, to, 0, all.length);
        }
    }

    StoredTensor {
        shape = List.copyOf(shape);
    }

    static StoredTensor of(Tensor tensor) {
        return new StoredTensor(tensor.shape(), tensor::data);
    }

    /** The number of elements. */
    int size() {
        return Shapes.size(shape).orElseThrow();
    }

    float[] array() {
        return elements.array();
    }

    Tensor tensor() {
        return new Tensor(shape, array());
    }
}
