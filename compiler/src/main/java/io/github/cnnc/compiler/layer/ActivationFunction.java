package io.github.cnnc.compiler.layer;

/**
 * An element-wise activation function with its reference evaluation in double precision.
 *
 * <p>Formulas: the lecture for the first four; PyTorch's {@code torch.nn} for the rest, at its defaults.
 */
public enum ActivationFunction {
    /** f(x) = x. */
    NONE {
        @Override
        public double apply(double x, double parameter) {
            return x;
        }
    },
    /** f(x) = max(0, x). */
    RELU {
        @Override
        public double apply(double x, double parameter) {
            return Math.max(0, x);
        }
    },
    /** f(x) = x for x &gt;= 0, slope x below; with a slope of at most 1 it is the lecture's max(slope x, x). */
    LEAKY_RELU {
        @Override
        public double apply(double x, double slope) {
            return x >= 0 ? x : slope * x;
        }
    },
    /** f(x) = 1 / (1 + e^-x). */
    SIGMOID {
        @Override
        public double apply(double x, double parameter) {
            return 1 / (1 + Math.exp(-x));
        }
    },
    /** f(x) = tanh(x). */
    TANH {
        @Override
        public double apply(double x, double parameter) {
            return Math.tanh(x);
        }
    };

    /**
     * The function's value.
     *
     * @param parameter the slope of LEAKY_RELU; unused by the others
     */
    public abstract double apply(double x, double parameter);
}
