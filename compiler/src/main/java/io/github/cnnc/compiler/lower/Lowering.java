package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Site;
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
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.LayerTensor;
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
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes operations of layers. What does nothing at inference is gone afterwards. */
public final class Lowering {

    private final Network network;
    private final List<Volume> values = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();

    /** The lowered value of each value of the network. */
    private final int[] lowered;

    private Lowering(Network network) {
        this.network = network;
        this.lowered = new int[network.nodes().size() + 1];
    }

    /** The program of a network. */
    public static Program lower(Network network) {
        return new Lowering(network).run();
    }

    private List<Double> perChannel(List<Double> values) {
        return values.size() == 1 ? Collections.nCopies(network.volume(0).depth(), values.get(0)) : values;
    }

    private Program run() {
        lowered[0] = value(network.volume(0));
        if (!network.input().isPlain()) {
            int out = value(network.volume(0));
            Site site = new Site("input", "input " + network.volume(0), "");
            ops.add(new Op.Normalize(
                    0,
                    out,
                    network.input().scale(),
                    perChannel(network.input().mean()),
                    perChannel(network.input().std()),
                    site));
            lowered[0] = out;
        }
        for (int i = 0; i < network.nodes().size(); i++) {
            lowered[i + 1] = lower(network.nodes().get(i));
        }
        return new Program(
                network.name(),
                network.input().format(),
                values,
                ops,
                lowered[network.output()],
                network.labels(),
                network.tensors());
    }

    private int value(Volume volume) {
        values.add(volume);
        return values.size() - 1;
    }

    private int lower(Node node) {
        Layer layer = node.layer();
        int in = lowered[node.inputs().get(0)];
        if (sameElements(layer) && layer.output().equals(values.get(in))) {
            return in;
        }
        int out = value(layer.output());
        ops.add(op(node, in, out));
        return out;
    }

    /** Whether a layer that keeps the volume leaves every element in its place. */
    private static boolean sameElements(Layer layer) {
        if (layer instanceof Shuffle shuffle) {
            return shuffle.groups() == 1 || shuffle.groups() == shuffle.output().depth();
        }
        return layer instanceof PassThrough
                || layer instanceof Pad
                || layer instanceof Crop
                || layer instanceof Upsample
                || layer instanceof Slice;
    }

    private Op op(Node node, int in, int out) {
        Layer layer = node.layer();
        Site site = new Site(node.name(), layer.text(), place(node));
        if (layer instanceof Conv conv) {
            Optional<Param> bias = conv.bias() ? Optional.of(stored(node, 1)) : Optional.empty();
            return new Op.Conv(
                    in,
                    out,
                    reaching(conv.window()),
                    conv.padMode(),
                    conv.groups(),
                    stored(node, 0),
                    bias,
                    Activation.NONE,
                    site);
        }
        if (layer instanceof Pool pool) {
            Window window = declared(pool.window());
            return pool.max()
                    ? new Op.MaxPool(in, out, window, Activation.NONE, site)
                    : new Op.AvgPool(in, out, window, pool.countPad(), Activation.NONE, site);
        }
        if (layer instanceof GlobalAverage gap) {
            Window whole = new Window(gap.input().width(), gap.input().height(), 1, 1, 1, 1, 0, 0, 0, 0);
            return new Op.AvgPool(in, out, whole, false, Activation.NONE, site);
        }
        if (layer instanceof GlobalMax gmp) {
            Window whole = new Window(gmp.input().width(), gmp.input().height(), 1, 1, 1, 1, 0, 0, 0, 0);
            return new Op.MaxPool(in, out, whole, Activation.NONE, site);
        }
        if (layer instanceof Dense dense) {
            Optional<Param> bias = dense.bias() ? Optional.of(stored(node, 1)) : Optional.empty();
            return new Op.Dense(in, out, stored(node, 0), bias, Activation.NONE, site);
        }
        if (layer instanceof Activated activated) {
            return new Op.Activate(in, out, new Activation(activated.function(), activated.parameter()), site);
        }
        if (layer instanceof PRelu) {
            return new Op.Activate(in, out, Activation.prelu(stored(node, 0)), site);
        }
        if (layer instanceof BatchNorm norm) {
            Param.BatchNorm tensors =
                    new Param.BatchNorm(spec(node, 0), spec(node, 1), spec(node, 2), spec(node, 3), norm.eps());
            return new Op.Affine(
                    in,
                    out,
                    new Param.Scaled(Optional.empty(), tensors),
                    new Param.Shifted(Optional.empty(), tensors),
                    Activation.NONE,
                    site);
        }
        if (layer instanceof Softmax) {
            return new Op.Softmax(in, out, site);
        }
        if (layer instanceof Filter filter) {
            return new Op.Stencil(
                    in,
                    out,
                    reaching(filter.window()),
                    filter.padMode(),
                    filter.kernel().rows(),
                    Activation.NONE,
                    site);
        }
        if (layer instanceof ResponseNorm norm) {
            // As many channels as there are at most, so that sums of indices stay small.
            int most = norm.output().depth() - 1;
            return new Op.ResponseNorm(
                    in,
                    out,
                    Math.min(norm.before(), most),
                    Math.min(norm.after(), most),
                    norm.alpha() / norm.size(),
                    norm.beta(),
                    norm.k(),
                    site);
        }
        if (layer instanceof Pad pad) {
            Padding.Fixed pads = pad.pads();
            return new Op.Pad(
                    in, out, pads.left(), pads.right(), pads.top(), pads.bottom(), pad.mode(), pad.value(), site);
        }
        if (layer instanceof Crop crop) {
            return new Op.Crop(in, out, crop.crop().left(), crop.crop().top(), site);
        }
        if (layer instanceof Upsample up) {
            return new Op.Upsample(in, out, up.factor().width(), up.factor().height(), up.bilinear(), site);
        }
        if (layer instanceof Shuffle shuffle) {
            return new Op.Shuffle(in, out, shuffle.groups(), site);
        }
        if (layer instanceof Slice slice) {
            return new Op.Slice(in, out, slice.first(), site);
        }
        if (layer instanceof PassThrough) {
            return new Op.Reshape(in, out, site);
        }
        if (layer instanceof Join join) {
            List<Integer> inputs = node.inputs().stream().map(v -> lowered[v]).toList();
            return switch (join.how()) {
                case ADD -> new Op.Add(inputs, out, Activation.NONE, site);
                case CONCAT -> new Op.Concat(inputs, out, site);
                case MULTIPLY -> new Op.Multiply(inputs, out, Activation.NONE, site);
            };
        }
        throw new CompilerBug("lower", "no operation for " + layer.kind(), layer.toString(), null);
    }

    /** File, line and column; of a path only the last name, so that the same network gives the same source anywhere. */
    private static String place(Node node) {
        String place = node.span().toString();
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1);
    }

    private static Param stored(Node node, int tensor) {
        return new Param.Stored(spec(node, tensor));
    }

    private static TensorSpec spec(Node node, int tensor) {
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
