package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.Activated;
import io.github.cnnc.compiler.layer.BatchNorm;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Crop;
import io.github.cnnc.compiler.layer.Dense;
import io.github.cnnc.compiler.layer.Filter;
import io.github.cnnc.compiler.layer.GlobalAverage;
import io.github.cnnc.compiler.layer.GlobalMax;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.layer.LayerTensor;
import io.github.cnnc.compiler.layer.LayerVisitor;
import io.github.cnnc.compiler.layer.PRelu;
import io.github.cnnc.compiler.layer.Pad;
import io.github.cnnc.compiler.layer.Padding;
import io.github.cnnc.compiler.layer.PassThrough;
import io.github.cnnc.compiler.layer.Pool;
import io.github.cnnc.compiler.layer.ResponseNorm;
import io.github.cnnc.compiler.layer.Shuffle;
import io.github.cnnc.compiler.layer.Slice;
import io.github.cnnc.compiler.layer.SlidingWindow;
import io.github.cnnc.compiler.layer.Softmax;
import io.github.cnnc.compiler.layer.Upsample;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Optional;

/**
 * The operation that a layer becomes.
 *
 * @param inputs the values it reads
 * @param out the value it writes
 */
record LayerOperation(Node node, List<Integer> inputs, int out) implements LayerVisitor<Op> {

    private int in() {
        return inputs.get(0);
    }

    private Provenance provenance() {
        return new Provenance(node.name(), node.layer().text(), place());
    }

    @Override
    public Op visit(Conv layer) {
        Optional<Param> bias = layer.bias() ? Optional.of(stored(1)) : Optional.empty();
        return new Op.Conv(
                in(),
                out,
                reaching(layer.window()),
                layer.padMode(),
                layer.groups(),
                stored(0),
                bias,
                Activation.NONE,
                provenance());
    }

    @Override
    public Op visit(Pool layer) {
        Window window = declared(layer.window());
        return layer.max()
                ? new Op.MaxPool(in(), out, window, Activation.NONE, provenance())
                : new Op.AvgPool(in(), out, window, layer.countPad(), Activation.NONE, provenance());
    }

    @Override
    public Op visit(GlobalAverage layer) {
        return new Op.AvgPool(in(), out, whole(layer.input()), false, Activation.NONE, provenance());
    }

    @Override
    public Op visit(GlobalMax layer) {
        return new Op.MaxPool(in(), out, whole(layer.input()), Activation.NONE, provenance());
    }

    @Override
    public Op visit(Dense layer) {
        Optional<Param> bias = layer.bias() ? Optional.of(stored(1)) : Optional.empty();
        return new Op.Dense(in(), out, stored(0), bias, Activation.NONE, provenance());
    }

    @Override
    public Op visit(Activated layer) {
        return new Op.Activate(in(), out, new Activation(layer.function(), layer.parameter()), provenance());
    }

    @Override
    public Op visit(PRelu layer) {
        return new Op.Activate(in(), out, Activation.prelu(stored(0)), provenance());
    }

    @Override
    public Op visit(BatchNorm layer) {
        Param.BatchNorm tensors = new Param.BatchNorm(spec(0), spec(1), spec(2), spec(3), layer.eps());
        return new Op.Affine(
                in(),
                out,
                new Param.Scaled(Optional.empty(), tensors),
                new Param.Shifted(Optional.empty(), tensors),
                Activation.NONE,
                provenance());
    }

    @Override
    public Op visit(Softmax layer) {
        return new Op.Softmax(in(), out, provenance());
    }

    @Override
    public Op visit(Filter layer) {
        return new Op.Stencil(
                in(),
                out,
                reaching(layer.window()),
                layer.padMode(),
                layer.kernel().rows(),
                Activation.NONE,
                provenance());
    }

    @Override
    public Op visit(ResponseNorm layer) {
        // As many channels as there are at most, so that sums of indices stay small.
        int most = layer.output().depth() - 1;
        return new Op.ResponseNorm(
                in(),
                out,
                Math.min(layer.before(), most),
                Math.min(layer.after(), most),
                layer.alpha() / layer.size(),
                layer.beta(),
                layer.k(),
                provenance());
    }

    @Override
    public Op visit(Pad layer) {
        Padding.Fixed pads = layer.pads();
        return new Op.Pad(
                in(),
                out,
                pads.left(),
                pads.right(),
                pads.top(),
                pads.bottom(),
                layer.mode(),
                layer.value(),
                provenance());
    }

    @Override
    public Op visit(Crop layer) {
        return new Op.Crop(in(), out, layer.crop().left(), layer.crop().top(), provenance());
    }

    @Override
    public Op visit(Upsample layer) {
        return new Op.Upsample(
                in(), out, layer.factor().width(), layer.factor().height(), layer.bilinear(), provenance());
    }

    @Override
    public Op visit(Shuffle layer) {
        return new Op.Shuffle(in(), out, layer.groups(), provenance());
    }

    @Override
    public Op visit(Slice layer) {
        return new Op.Slice(in(), out, layer.first(), provenance());
    }

    @Override
    public Op visit(PassThrough layer) {
        return new Op.Reshape(in(), out, provenance());
    }

    @Override
    public Op visit(Join layer) {
        return switch (layer.how()) {
            case ADD -> new Op.Add(inputs, out, Activation.NONE, provenance());
            case CONCAT -> new Op.Concat(inputs, out, provenance());
            case MULTIPLY -> new Op.Multiply(inputs, out, Activation.NONE, provenance());
        };
    }

    private static Window whole(Volume volume) {
        return new Window(volume.width(), volume.height(), 1, 1, 1, 1, 0, 0, 0, 0);
    }

    /** File, line and column; of a path only the last name, so that the same network gives the same source anywhere. */
    private String place() {
        String place = node.span().toString();
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1);
    }

    private Param stored(int tensor) {
        return new Param.Stored(spec(tensor));
    }

    private TensorSpec spec(int tensor) {
        LayerTensor t = node.layer().tensors().get(tensor);
        return new TensorSpec(node.name() + "." + t.suffix(), t.shape());
    }

    /** The window with the padding that its taps reach: what a kernel reads. */
    private static Window reaching(SlidingWindow w) {
        return window(w, w.reachRight(), w.reachBottom());
    }

    /** The window with the padding that was declared: what an average counts. */
    private static Window declared(SlidingWindow w) {
        return window(w, w.pads().right(), w.pads().bottom());
    }

    private static Window window(SlidingWindow w, int right, int bottom) {
        return new Window(
                w.kernel().width(),
                w.kernel().height(),
                w.stride().width(),
                w.stride().height(),
                w.dilation().width(),
                w.dilation().height(),
                w.pads().left(),
                right,
                w.pads().top(),
                bottom);
    }
}
