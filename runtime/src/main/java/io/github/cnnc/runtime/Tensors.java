package io.github.cnnc.runtime;

import java.util.List;

/** The tensors a network needs, in the order in which it names them, each read when it is asked for. For one thread. */
public final class Tensors {

    private final List<StoredTensor> tensors;

    /** What {@link #lend} lends. */
    private float[] lent = {};

    Tensors(List<StoredTensor> tensors) {
        this.tensors = List.copyOf(tensors);
    }

    /** The number of tensors. */
    public int count() {
        return tensors.size();
    }

    /** The elements of the {@code i}-th; to be read, not written: those of weights in memory are the originals. */
    public float[] get(int i) {
        return tensors.get(i).array();
    }

    /**
     * The elements of the {@code i}-th at the front of an array that may be longer. It may be written, and the next call fills it
     * anew: for tensors that are arranged in another way and not needed after that, one array instead of one for each.
     */
    public float[] lend(int i) {
        StoredTensor tensor = tensors.get(i);
        if (lent.length < tensor.size()) {
            lent = new float[0]; // what it held may go before the larger one comes
            lent = new float[tensor.size()];
        }
        tensor.elements().copy(lent);
        return lent;
    }
}
