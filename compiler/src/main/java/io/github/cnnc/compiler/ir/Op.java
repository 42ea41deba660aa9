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
    Provenance provenance();

    /** Calls the visitor's method for this kind of operation. */
    <R> R accept(Visitor<R> visitor);

    /** The weights a kernel is given, in this order. */
    default List<Weight> weights() {
        return List.of();
    }

    /** One method for each kind of operation: what handles operations and forgets a kind does not compile. */
    interface Visitor<R> {
        R visit(Normalize op);

        R visit(Conv op);

        R visit(FusedConv op);

        R visit(MaxPool op);

        R visit(AvgPool op);

        R visit(Dense op);

        R visit(Activate op);

        R visit(Affine op);

        R visit(Softmax op);

        R visit(Stencil op);

        R visit(ResponseNorm op);

        R visit(Pad op);

        R visit(Crop op);

        R visit(Upsample op);

        R visit(Shuffle op);

        R visit(Slice op);

        R visit(Reshape op);

        R visit(Add op);

        R visit(Multiply op);

        R visit(Concat op);
    }

    /** {@code (x * scale - mean[c]) / std[c]}, c the channel: what {@code input} declares about pictures. */
    record Normalize(int input, int output, double scale, List<Double> mean, List<Double> std, Provenance provenance)
            implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

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
            Provenance provenance)
            implements Windowed, Linear {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return with(weight, bias, activation, output);
        }

        @Override
        public Op with(Param weight, Optional<Param> bias, Activation activation, int output) {
            return new Conv(input, output, window, padMode, groups, weight, bias, activation, provenance);
        }
    }

    /**
     * A convolution that goes on with its result before it writes it: adds a residual, or takes the maximum of 2x2 pixels; then
     * activates. The pass {@code fuse-convolutions} makes it.
     *
     * @param conv the convolution; its own activation does not count
     * @param residual a value of the convolution's output volume that is added
     * @param pooled whether the maximum of each 2x2 pixels is taken, stride 2
     */
    record FusedConv(
            Conv conv, OptionalInt residual, boolean pooled, Activation activation, int output, Provenance provenance)
            implements Activated {
        @Override
        public List<Integer> inputs() {
            return residual.isPresent() ? List.of(conv.input(), residual.getAsInt()) : List.of(conv.input());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public List<Weight> weights() {
            return Weight.of(conv.weight(), conv.bias(), activation);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new FusedConv(conv, residual, pooled, activation, output, provenance);
        }
    }

    /** Max pooling; padding never wins (ONNX MaxPool-12). */
    record MaxPool(int input, int output, Window window, Activation activation, Provenance provenance)
            implements Windowed, Activated {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new MaxPool(input, output, window, activation, provenance);
        }
    }

    /**
     * Average pooling (ONNX AveragePool-19). The right and bottom padding may be less than the last window reaches
     * ({@code round=ceil}): what lies past the padding is never counted.
     *
     * @param countPad whether the zeros of the padding count in the divisor
     */
    record AvgPool(int input, int output, Window window, boolean countPad, Activation activation, Provenance provenance)
            implements Windowed, Activated {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new AvgPool(input, output, window, countPad, activation, provenance);
        }
    }

    /**
     * A fully connected layer over the input flattened in CHW order.
     *
     * @param weight [units, inputs]
     * @param bias [units]
     */
    record Dense(
            int input, int output, Param weight, Optional<Param> bias, Activation activation, Provenance provenance)
            implements Unary, Linear {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return with(weight, bias, activation, output);
        }

        @Override
        public Op with(Param weight, Optional<Param> bias, Activation activation, int output) {
            return new Dense(input, output, weight, bias, activation, provenance);
        }
    }

    /** An element-wise activation that could not be fused. */
    record Activate(int input, int output, Activation activation, Provenance provenance) implements Unary, Activated {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new Activate(input, output, activation, provenance);
        }
    }

    /** {@code x * scale[c] + shift[c]}, both [depth]: batch normalisation that could not be folded. */
    record Affine(int input, int output, Param scale, Param shift, Activation activation, Provenance provenance)
            implements Unary, Activated {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public List<Weight> weights() {
            return Weight.of(scale, shift, activation);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new Affine(input, output, scale, shift, activation, provenance);
        }
    }

    /** Softmax over depth at each position. */
    record Softmax(int input, int output, Provenance provenance) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

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
            Provenance provenance)
            implements Windowed, Activated {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new Stencil(input, output, window, padMode, kernel, activation, provenance);
        }
    }

    /**
     * {@code x[c] / (k + scale * sum of x[j]^2)^beta}, j from c - before to c + after as far as there are channels: local
     * response normalisation (Krizhevsky et al. 2012, section 3.3).
     */
    record ResponseNorm(
            int input, int output, int before, int after, double scale, double beta, double k, Provenance provenance)
            implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Columns and rows around the volume.
     *
     * @param value what they hold where the mode is ZEROS
     */
    record Pad(
            int input,
            int output,
            int left,
            int right,
            int top,
            int bottom,
            PadMode mode,
            double value,
            Provenance provenance)
            implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The part of the volume that begins at a column and a row. */
    record Crop(int input, int output, int left, int top, Provenance provenance) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The volume made larger by whole factors (ONNX Resize-19: nearest, or linear with half_pixel). */
    record Upsample(int input, int output, int factorWidth, int factorHeight, boolean bilinear, Provenance provenance)
            implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Channel c is the input's channel {@code c % groups * (depth/groups) + c / groups}. */
    record Shuffle(int input, int output, int groups, Provenance provenance) implements Unary {
        /** The input's channel that becomes channel {@code c}. */
        public int source(int c, int depth) {
            return c % groups * (depth / groups) + c / groups;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The channels from a first one on, as many as the output is deep. */
    record Slice(int input, int output, int first, Provenance provenance) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The same elements in CHW order under another volume. */
    record Reshape(int input, int output, Provenance provenance) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Element-wise sum; an input of 1x1xD is broadcast over the positions. */
    record Add(List<Integer> inputs, int output, Activation activation, Provenance provenance) implements Activated {
        public Add {
            inputs = List.copyOf(inputs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new Add(inputs, output, activation, provenance);
        }
    }

    /** Element-wise product; an input of 1x1xD is broadcast over the positions. */
    record Multiply(List<Integer> inputs, int output, Activation activation, Provenance provenance)
            implements Activated {
        public Multiply {
            inputs = List.copyOf(inputs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public Op with(Activation activation, int output) {
            return new Multiply(inputs, output, activation, provenance);
        }
    }

    /** Concatenation along depth, in order. */
    record Concat(List<Integer> inputs, int output, Provenance provenance) implements Op {
        public Concat {
            inputs = List.copyOf(inputs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
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

        /** The same operation with another activation, writing another value. */
        Op with(Activation activation, int output);

        @Override
        default List<Weight> weights() {
            return Weight.of(activation());
        }
    }

    /** An operation that multiplies its input with weights and adds a bias. */
    sealed interface Linear extends Activated {
        /** A filter or row for each output channel, outermost. */
        Param weight();

        /** A number for each output channel. */
        Optional<Param> bias();

        /** The same operation with other weights, writing another value. */
        Op with(Param weight, Optional<Param> bias, Activation activation, int output);

        @Override
        default List<Weight> weights() {
            return Weight.of(weight(), bias(), activation());
        }
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
