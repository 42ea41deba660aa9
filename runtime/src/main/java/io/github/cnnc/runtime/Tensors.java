package io.github.cnnc.runtime;

import java.util.List;
import java.util.function.Supplier;

/** The tensors a network needs, in the order in which it names them, each read when it is asked for. */
public final class Tensors {

    private final List<Supplier<float[]>> elements;

    Tensors(List<Supplier<float[]>> elements) {
        this.elements = List.copyOf(elements);
    }

    /** The number of tensors. */
    public int count() {
        return elements.size();
    }

    /** The elements of the {@code i}-th; to be read, not written: those of weights in memory are the originals. */
    public float[] get(int i) {
        return elements.get(i).get();
    }
}
