package io.github.cnnc.benchmarks.peer.im2col;

import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.lower.Passes;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network that runs one image at a time, layer after layer, in arrays that were made once. */
public final class Im2colNetwork {

    private final FoldedNetwork network;
    private final Map<Integer, float[]> values = new HashMap<>();
    private final Scratch scratch = new Scratch();
    private final List<Runnable> steps = new ArrayList<>();

    private Im2colNetwork(FoldedNetwork network) {
        this.network = network;
    }

    /** The network with its activations fused into the layers before them. */
    public static Im2colNetwork of(FoldedNetwork network) {
        FoldedNetwork activated = new FoldedNetwork(Passes.run(network.program()), network.weights());
        Im2colNetwork made = new Im2colNetwork(activated);
        made.value(made.network.entry());
        made.network.ops().forEach(op -> made.steps.add(made.step(op)));
        return made;
    }

    /** How many elements an input has. */
    public int inputs() {
        return volume(0).size();
    }

    /** How many elements an output has. */
    public int outputs() {
        return volume(network.program().output()).size();
    }

    /** Runs one image, CHW, that begins at {@code from}, and writes its output, CHW, at {@code at}. */
    public void run(float[] images, int from, float[] outputs, int at) {
        System.arraycopy(images, from, value(network.entry()), 0, inputs());
        for (Runnable step : steps) {
            step.run();
        }
        System.arraycopy(value(network.program().output()), 0, outputs, at, outputs());
    }

    // -- steps ------------------------------------------------------------------------------------------------------

    private Runnable step(Op op) {
        if (op instanceof Op.Conv c && c.padMode() == PadMode.ZEROS) {
            return conv(c);
        }
        if (op instanceof Op.Dense d) {
            float[] weights = network.elements(d.weight());
            float[] bias = bias(d.bias(), volume(d.output()).depth());
            return new FullyConnected(
                    value(d.input()), value(d.output()), weights, bias, Epilogue.of(d.activation()), scratch);
        }
        if (op instanceof Op.MaxPool p) {
            return pool(true, false, p, p.activation());
        }
        if (op instanceof Op.AvgPool p) {
            return pool(false, p.countPad(), p, p.activation());
        }
        if (op instanceof Op.Add a) {
            return sum(a);
        }
        if (op instanceof Op.Multiply m && m.inputs().size() == 2) {
            return product(m);
        }
        if (op instanceof Op.Concat c) {
            return concat(c);
        }
        if (op instanceof Op.Unary u) {
            return unary(u);
        }
        throw missing(op);
    }

    private static IllegalStateException missing(Op op) {
        return new IllegalStateException("im2col has no " + op);
    }

    private Runnable conv(Op.Conv c) {
        Volume in = volume(c.input());
        Volume out = volume(c.output());
        float[] input = value(c.input());
        Convolution conv = new Convolution(
                new Columns(c.window(), in, out, input),
                in,
                out,
                c.groups(),
                input,
                value(c.output()),
                network.elements(c.weight()),
                bias(c.bias(), out.depth()),
                Epilogue.of(c.activation()));
        if (c.groups() == in.depth() && conv.filters() == 1) {
            return new Depthwise(c.window(), conv, scratch);
        }
        int pixels = Block.nanos(conv.pixels()) * Convolution.times(Product.ROWS, conv.filters());
        int filters = Block.nanos(conv.filters()) * Convolution.times(Product.ROWS, conv.pixels());
        return pixels <= filters ? new PixelProduct(conv, scratch) : new FilterProduct(conv, scratch);
    }

    private float[] bias(Optional<Param> bias, int filters) {
        return bias.map(network::elements).orElseGet(() -> new float[filters]);
    }

    private Runnable pool(boolean max, boolean countPad, Op.Windowed p, Activation activation) {
        return new Pooling(
                max,
                countPad,
                p.window(),
                volume(p.input()),
                volume(p.output()),
                value(p.input()),
                value(p.output()),
                Epilogue.of(activation));
    }

    private Runnable sum(Op.Add a) {
        int size = volume(a.output()).size();
        List<float[]> terms = a.inputs().stream().map(this::value).toList();
        if (a.inputs().stream().anyMatch(v -> volume(v).size() != size)) {
            throw missing(a);
        }
        float[] to = value(a.output());
        Epilogue epilogue = Epilogue.of(a.activation());
        return () -> {
            Elementwise.add(terms.get(0), terms.get(1), to, size);
            for (int i = 2; i < terms.size(); i++) {
                Elementwise.add(to, terms.get(i), to, size);
            }
            epilogue.apply(to, 0, size);
        };
    }

    private Runnable product(Op.Multiply m) {
        Volume out = volume(m.output());
        int first = volume(m.inputs().get(0)).size() == out.size() ? 0 : 1;
        int second = m.inputs().get(1 - first);
        float[] a = value(m.inputs().get(first));
        float[] b = value(second);
        float[] to = value(m.output());
        float[] zero = new float[out.depth()];
        boolean broadcast = volume(second).size() != out.size();
        Epilogue epilogue = Epilogue.of(m.activation());
        return () -> {
            if (broadcast) {
                Elementwise.scale(a, b, zero, out.width() * out.height(), to, out.depth());
            } else {
                Elementwise.multiply(a, b, to, out.size());
            }
            epilogue.apply(to, 0, out.size());
        };
    }

    private Runnable concat(Op.Concat c) {
        float[] to = value(c.output());
        return () -> {
            int at = 0;
            for (int part : c.inputs()) {
                System.arraycopy(value(part), 0, to, at, volume(part).size());
                at += volume(part).size();
            }
        };
    }

    private Runnable unary(Op.Unary op) {
        Volume out = volume(op.output());
        int pixels = out.width() * out.height();
        float[] from = value(op.input());
        float[] to = value(op.output());
        if (op instanceof Op.Softmax) {
            return () -> Elementwise.softmax(from, pixels, to, out.depth());
        }
        if (op instanceof Op.ResponseNorm n) {
            float[] sums = new float[pixels];
            return () -> Elementwise.responseNorm(
                    from, pixels, to, out.depth(), n.before(), n.after(), n.k(), n.scale(), n.beta(), sums);
        }
        if (op instanceof Op.Affine a) {
            float[] scale = network.elements(a.scale());
            float[] shift = network.elements(a.shift());
            Epilogue epilogue = Epilogue.of(a.activation());
            return () -> {
                Elementwise.scale(from, scale, shift, pixels, to, out.depth());
                epilogue.apply(to, 0, out.size());
            };
        }
        if (op instanceof Op.Activate a) {
            Epilogue epilogue = Epilogue.of(a.activation());
            return () -> {
                System.arraycopy(from, 0, to, 0, out.size());
                epilogue.apply(to, 0, out.size());
            };
        }
        if (op instanceof Op.Shuffle s) {
            return () -> {
                for (int c = 0; c < out.depth(); c++) {
                    System.arraycopy(from, s.source(c, out.depth()) * pixels, to, c * pixels, pixels);
                }
            };
        }
        if (op instanceof Op.Slice s) {
            return () -> System.arraycopy(from, s.first() * pixels, to, 0, out.size());
        }
        if (op instanceof Op.Reshape) {
            return () -> System.arraycopy(from, 0, to, 0, out.size());
        }
        throw missing(op);
    }

    // -- values -----------------------------------------------------------------------------------------------------

    private Volume volume(int value) {
        return network.program().values().get(value);
    }

    /** The array of a value. It is longer than the value: products read a few elements more, and multiply them by 0. */
    private float[] value(int value) {
        Volume v = volume(value);
        int more = Product.TAPS * v.width() * v.height() + RowProduct.TAPS;
        return values.computeIfAbsent(value, i -> new float[v.size() + more]);
    }
}
