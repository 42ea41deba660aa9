package io.github.cnnc.compiler.ir;

import io.github.cnnc.compiler.layer.PadMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One operation of a lowered network. Values are numbers into {@link Program#values()}. */
public sealed interface Op {

    /** The values read, in order. */
    List<Integer> inputs();

    /** The value written. */
    int output();

    /** The layer it comes from. */
    Site site();

    /** {@code (x * scale - mean[c]) / std[c]}, c the channel: what {@code input} declares about pictures. */
    record Normalize(int input, int output, double scale, List<Double> mean, List<Double> std, Site site)
            implements Unary {}

    /**
     * Cross-correlation (the lecture's convolution; ONNX Conv-11).
     *
     * @param weight [filters, depth/groups, kernel height, kernel width]
     * @param bias [filters]
     */
    record Conv(
            int input,
            int output,
            Window window,
            PadMode padMode,
            int groups,
            Param weight,
            Optional<Param> bias,
            Activation activation,
            Site site)
            implements Windowed, Activated {}

    /**
     * A convolution that goes on with its result before it writes it: adds a residual, or takes the maximum of 2x2 pixels; then
     * activates. Made when planning.
     *
     * @param conv the convolution; its own activation does not count
     * @param residual a value of the convolution's output volume that is added
     * @param pooled whether the maximum of each 2x2 pixels is taken, stride 2
     */
    record FusedConv(Conv conv, OptionalInt residual, boolean pooled, Activation activation, int output, Site site)
            implements Activated {
        @Override
        public List<Integer> inputs() {
            return residual.isPresent() ? List.of(conv.input(), residual.getAsInt()) : List.of(conv.input());
        }
    }

    /** Max pooling; padding never wins (ONNX MaxPool-12). */
    record MaxPool(int input, int output, Window window, Activation activation, Site site)
            implements Windowed, Activated {}

    /**
     * Average pooling (ONNX AveragePool-19). The right and bottom padding may be less than the last window reaches
     * ({@code round=ceil}): what lies past the padding is never counted.
     *
     * @param countPad whether the zeros of the padding count in the divisor
     */
    record AvgPool(int input, int output, Window window, boolean countPad, Activation activation, Site site)
            implements Windowed, Activated {}

    /**
     * A fully connected layer over the input flattened in CHW order.
     *
     * @param weight [units, inputs]
     * @param bias [units]
     */
    record Dense(int input, int output, Param weight, Optional<Param> bias, Activation activation, Site site)
            implements Unary, Activated {}

    /** An element-wise activation that could not be fused. */
    record Activate(int input, int output, Activation activation, Site site) implements Unary, Activated {}

    /** {@code x * scale[c] + shift[c]}, both [depth]: batch normalisation that could not be folded. */
    record Affine(int input, int output, Param scale, Param shift, Activation activation, Site site)
            implements Unary, Activated {}

    /** Softmax over depth at each position. */
    record Softmax(int input, int output, Site site) implements Unary {}

    /**
     * One constant kernel on each channel by itself.
     *
     * @param kernel rows of taps, top first
     */
    record Stencil(
            int input,
            int output,
            Window window,
            PadMode padMode,
            List<List<Double>> kernel,
            Activation activation,
            Site site)
            implements Windowed, Activated {}

    /**
     * {@code x[c] / (k + scale * sum of x[j]^2)^beta}, j from c - before to c + after as far as there are channels: local
     * response normalisation (Krizhevsky et al. 2012, section 3.3).
     */
    record ResponseNorm(int input, int output, int before, int after, double scale, double beta, double k, Site site)
            implements Unary {}

    /**
     * Columns and rows around the volume.
     *
     * @param value what they hold where the mode is ZEROS
     */
    record Pad(int input, int output, int left, int right, int top, int bottom, PadMode mode, double value, Site site)
            implements Unary {}

    /** The part of the volume that begins at a column and a row. */
    record Crop(int input, int output, int left, int top, Site site) implements Unary {}

    /** The volume made larger by whole factors (ONNX Resize-19: nearest, or linear with half_pixel). */
    record Upsample(int input, int output, int factorWidth, int factorHeight, boolean bilinear, Site site)
            implements Unary {}

    /** Channel c is the input's channel {@code c % groups * (depth/groups) + c / groups}. */
    record Shuffle(int input, int output, int groups, Site site) implements Unary {
        /** The input's channel that becomes channel {@code c}. */
        public int source(int c, int depth) {
            return c % groups * (depth / groups) + c / groups;
        }
    }

    /** The channels from a first one on, as many as the output is deep. */
    record Slice(int input, int output, int first, Site site) implements Unary {}

    /** The same elements in CHW order under another volume. */
    record Reshape(int input, int output, Site site) implements Unary {}

    /** Element-wise sum; an input of 1x1xD is broadcast over the positions. */
    record Add(List<Integer> inputs, int output, Activation activation, Site site) implements Activated {
        public Add {
            inputs = List.copyOf(inputs);
        }
    }

    /** Element-wise product; an input of 1x1xD is broadcast over the positions. */
    record Multiply(List<Integer> inputs, int output, Activation activation, Site site) implements Activated {
        public Multiply {
            inputs = List.copyOf(inputs);
        }
    }

    /** Concatenation along depth, in order. */
    record Concat(List<Integer> inputs, int output, Site site) implements Op {
        public Concat {
            inputs = List.copyOf(inputs);
        }
    }

    /** An operation that slides a window over its input. */
    sealed interface Windowed extends Unary {
        /** The window. */
        Window window();
    }

    /** An operation that applies an activation to what it has computed. */
    sealed interface Activated extends Op {
        /** What is applied to every element before it is written. */
        Activation activation();
    }

    /** An operation with one input. */
    sealed interface Unary extends Op {
        /** The value read. */
        int input();

        @Override
        default List<Integer> inputs() {
            return List.of(input());
        }
    }
}
