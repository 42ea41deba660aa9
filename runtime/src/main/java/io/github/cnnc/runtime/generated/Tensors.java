package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.util.List;

/** The tensors a network needs, in the order in which it names them, each read when it is asked for. For one thread. */
public final class Tensors {

    private final Weights weights;
    private final List<TensorSpec> specs;

    /** What {@link #lend} lends. */
    private float[] lent = {};

    private Tensors(Weights weights, List<TensorSpec> specs) {
        this.weights = weights;
        this.specs = List.copyOf(specs);
    }

    /**
     * The tensors of some weights that specs name.
     *
     * @throws io.github.cnnc.runtime.WeightsException as {@link Weights#matching} does
     */
    public static Tensors matching(Weights weights, List<TensorSpec> specs) {
        return new Tensors(weights.matching(specs), specs);
    }

    /** The elements of the {@code i}-th; to be read, not written: those of weights in memory are the originals. */
    public float[] get(int i) {
        return weights.get(specs.get(i).name()).orElseThrow().data();
    }

    /**
     * The elements of the {@code i}-th at the front of an array that may be longer. It may be written, and the next call fills it
     * anew: for tensors that are arranged in another way and not needed after that, one array instead of one for each.
     */
    public float[] lend(int i) {
        TensorSpec spec = specs.get(i);
        if (lent.length < spec.size()) {
            lent = new float[0]; // what it held may go before the larger one comes
            lent = new float[spec.size()];
        }
        weights.copy(spec.name(), lent);
        return lent;
    }
}
