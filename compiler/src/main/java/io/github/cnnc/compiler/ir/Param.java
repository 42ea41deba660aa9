package io.github.cnnc.compiler.ir;

import io.github.cnnc.runtime.TensorSpec;
import java.util.Optional;

/** Numbers an operation needs that are known when the weights are: a stored tensor, or one computed from several. */
public sealed interface Param {

    /** How many numbers. */
    int size();

    /** A tensor as it stands in the weights file. */
    record Stored(TensorSpec spec) implements Param {
        @Override
        public int size() {
            return spec.size();
        }
    }

    /**
     * {@code base[f, ...] * weight[f] / sqrt(running_var[f] + eps)}, f the outermost index; without a base, the factor
     * itself. (Ioffe and Szegedy 2015, section 3.1, at inference.)
     */
    record Scaled(Optional<Param> base, BatchNorm norm) implements Param {
        @Override
        public int size() {
            return base.map(Param::size).orElseGet(norm.weight()::size);
        }
    }

    /**
     * {@code (base[f] - running_mean[f]) * weight[f] / sqrt(running_var[f] + eps) + bias[f]}; without a base, base is 0.
     */
    record Shifted(Optional<Param> base, BatchNorm norm) implements Param {
        @Override
        public int size() {
            return base.map(Param::size).orElseGet(norm.weight()::size);
        }
    }

    /** The four tensors of a batch normalisation, each [depth]. */
    record BatchNorm(TensorSpec weight, TensorSpec bias, TensorSpec runningMean, TensorSpec runningVar, double eps) {}
}
