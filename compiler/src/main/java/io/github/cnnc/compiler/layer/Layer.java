package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/** A layer with every number decided, at its place in a network. */
public interface Layer {

    /** The canonical spelling of its kind, {@code CONV}. */
    String kind();

    /** The layer as it would be written with its arguments, {@code CONV(64, 3x3, pad=1)}. */
    String text();

    /** The volume that leaves. */
    Volume output();

    /** The tensors it needs, in the order {@link #evaluate} takes them. */
    default List<LayerTensor> tensors() {
        return List.of();
    }

    /** What one element of the output sees of the input. */
    default Sight sight() {
        return Sight.POINT;
    }

    /** The number of parameters as the lecture writes it, {@code (3*3*64)*128 + 128}; empty where there are none. */
    default String formula() {
        return "";
    }

    /** How the volume that leaves follows, {@code (224 - 3 + 2*1)/1 + 1 = 224}; empty where there is nothing to compute. */
    default String volumeFormula() {
        return "";
    }

    /** Multiply-accumulates of one run; throws {@link ArithmeticException} past 2^63-1. */
    default long macs() {
        return 0;
    }

    /** The trained parameters; throws {@link ArithmeticException} past 2^63-1. */
    default long parameters() {
        long sum = 0;
        for (LayerTensor tensor : tensors()) {
            if (tensor.trained()) {
                sum = Math.addExact(sum, tensor.size());
            }
        }
        return sum;
    }

    /** Calls the visitor's method for this kind of layer. */
    <R> R accept(LayerVisitor<R> visitor);

    /**
     * The naive evaluation in double precision that every schedule is compared with.
     *
     * @param inputs the volumes that enter, CHW; not changed
     * @param tensors the values of {@link #tensors()}
     * @return the volume that leaves, CHW
     */
    double[] evaluate(List<double[]> inputs, List<double[]> tensors);
}
