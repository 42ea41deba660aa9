package io.github.cnnc.compiler.layer;

/**
 * An element-wise activation function with its reference evaluation in double precision.
 *
 * <p>Formulas: the lecture for the first four; PyTorch's {@code torch.nn} for the rest. A NaN that goes in comes out.
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
    },
    /** f(x) = min(max(0, x), 6). */
    RELU6 {
        @Override
        public double apply(double x, double parameter) {
            return clamped(x);
        }
    },
    /** f(x) = x for x &gt; 0, alpha (e^x - 1) below (Clevert, Unterthiner and Hochreiter 2016). */
    ELU {
        @Override
        public double apply(double x, double alpha) {
            return x > 0 ? x : alpha * Math.expm1(x);
        }
    },
    /** f(x) = scale x for x &gt; 0, scale alpha (e^x - 1) below (Klambauer et al. 2017, equation 2). */
    SELU {
        @Override
        public double apply(double x, double parameter) {
            return x > 0 ? SELU_SCALE * x : SELU_SCALE * SELU_ALPHA * Math.expm1(x);
        }
    },
    /** f(x) = x/2 (1 + erf(x / sqrt 2)), the exact form (Hendrycks and Gimpel 2016). */
    GELU {
        @Override
        public double apply(double x, double parameter) {
            return 0.5 * x * ErrorFunction.erfc(-x / Math.sqrt(2));
        }
    },
    /** f(x) = x / (1 + e^-x). */
    SILU {
        @Override
        public double apply(double x, double parameter) {
            return x / (1 + Math.exp(-x));
        }
    },
    /** f(x) = min(max(0, x + 3), 6) / 6; ONNX's default slope is 0.2 instead of 1/6. */
    HARD_SIGMOID {
        @Override
        public double apply(double x, double parameter) {
            return clamped(x + 3) / 6;
        }
    },
    /** f(x) = x min(max(0, x + 3), 6) / 6 (Howard et al. 2019, section 5.2). */
    HARD_SWISH {
        @Override
        public double apply(double x, double parameter) {
            return x * clamped(x + 3) / 6;
        }
    },
    /** f(x) = ln(1 + e^x), and x itself above 20, as PyTorch has it. */
    SOFTPLUS {
        @Override
        public double apply(double x, double parameter) {
            return x > 20 ? x : Math.log1p(Math.exp(x));
        }
    },
    /** f(x) = x for x &gt; 0, slope x below, the slope a channel's own (He et al. 2015, equation 1). */
    PRELU {
        @Override
        public double apply(double x, double slope) {
            return x > 0 ? x : slope * x;
        }
    };

    /** Klambauer et al. 2017, equation 14, to more digits in their program; PyTorch has the same. */
    public static final double SELU_ALPHA = 1.6732632423543772;

    /** As {@link #SELU_ALPHA}. */
    public static final double SELU_SCALE = 1.0507009873554805;

    private static double clamped(double x) {
        return Math.min(Math.max(0, x), 6);
    }

    /**
     * The function's value.
     *
     * @param parameter the slope of LEAKY_RELU and PRELU, the alpha of ELU; unused by the others
     */
    public abstract double apply(double x, double parameter);
}
