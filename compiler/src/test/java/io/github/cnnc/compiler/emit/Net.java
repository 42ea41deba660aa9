package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds programs for tests; each method adds an operation and returns the number of its value. */
public final class Net {

    public static final Activation RELU = new Activation(ActivationFunction.RELU, 0);

    private final List<Volume> values = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<TensorSpec> tensors = new ArrayList<>();
    private List<String> labels = List.of();
    private String name = "Net";

    public Net(int width, int height, int depth) {
        values.add(new Volume(width, height, depth));
    }

    public Net name(String name) {
        this.name = name;
        return this;
    }

    public Net labels(List<String> labels) {
        this.labels = labels;
        return this;
    }

    public Program program(int output) {
        InputFormat format = new InputFormat(values.get(0), InputFormat.Channels.NONE);
        return new Program(name, format, values, ops, output, labels, tensors);
    }

    public Volume volume(int value) {
        return values.get(value);
    }

    public int size() {
        return values.size();
    }

    /** A square kernel at stride 1. */
    public static Window window(int kernel, int pad) {
        return window(kernel, 1, pad);
    }

    /** A square kernel. */
    public static Window window(int kernel, int stride, int pad) {
        return new Window(kernel, kernel, stride, stride, 1, 1, pad, pad, pad, pad);
    }

    public int conv(int in, int filters, Window window, Activation activation) {
        return conv(in, filters, window, PadMode.ZEROS, 1, true, activation);
    }

    public int conv(int in, int filters, Window window, PadMode mode, int groups, boolean bias, Activation activation) {
        int depth = volume(in).depth() / groups;
        Provenance provenance = provenance("conv");
        Param weight = tensor(provenance, "weight", filters, depth, window.kernelHeight(), window.kernelWidth());
        Optional<Param> b = bias ? Optional.of(tensor(provenance, "bias", filters)) : Optional.empty();
        Volume out = slide(volume(in), window, filters, false);
        return add(out, new Op.Conv(in, values.size(), window, mode, groups, weight, b, activation, provenance));
    }

    /** A convolution followed by a batch normalisation folded into its weights. */
    public int convBn(int in, int filters, Window window, boolean bias, Activation activation) {
        Provenance provenance = provenance("conv");
        Param weight =
                tensor(provenance, "weight", filters, volume(in).depth(), window.kernelHeight(), window.kernelWidth());
        Optional<Param> b = bias ? Optional.of(tensor(provenance, "bias", filters)) : Optional.empty();
        Param.BatchNorm norm = norm(provenance, filters);
        Op.Conv conv = new Op.Conv(
                in,
                values.size(),
                window,
                PadMode.ZEROS,
                1,
                new Param.Scaled(Optional.of(weight), norm),
                Optional.of(new Param.Shifted(b, norm)),
                activation,
                provenance);
        return add(slide(volume(in), window, filters, false), conv);
    }

    public int affine(int in, Activation activation) {
        Provenance provenance = provenance("bn");
        Param.BatchNorm norm = norm(provenance, volume(in).depth());
        return add(
                volume(in),
                new Op.Affine(
                        in,
                        values.size(),
                        new Param.Scaled(Optional.empty(), norm),
                        new Param.Shifted(Optional.empty(), norm),
                        activation,
                        provenance));
    }

    private Param.BatchNorm norm(Provenance provenance, int depth) {
        TensorSpec weight = ((Param.Stored) tensor(provenance, "gamma", depth)).spec();
        TensorSpec bias = ((Param.Stored) tensor(provenance, "beta", depth)).spec();
        TensorSpec mean = ((Param.Stored) tensor(provenance, "running_mean", depth)).spec();
        TensorSpec variance = ((Param.Stored) tensor(provenance, "running_var", depth)).spec();
        return new Param.BatchNorm(weight, bias, mean, variance, 1e-5);
    }

    public int maxPool(int in, Window window, boolean ceil, Activation activation) {
        Volume out = slide(volume(in), window, volume(in).depth(), ceil);
        return add(out, new Op.MaxPool(in, values.size(), window, activation, provenance("pool")));
    }

    public int avgPool(int in, Window window, boolean countPad, boolean ceil, Activation activation) {
        Volume out = slide(volume(in), window, volume(in).depth(), ceil);
        return add(out, new Op.AvgPool(in, values.size(), window, countPad, activation, provenance("pool")));
    }

    public int dense(int in, int units, boolean bias, Activation activation) {
        Provenance provenance = provenance("fc");
        Param weight = tensor(provenance, "weight", units, volume(in).size());
        Optional<Param> b = bias ? Optional.of(tensor(provenance, "bias", units)) : Optional.empty();
        return add(new Volume(1, 1, units), new Op.Dense(in, values.size(), weight, b, activation, provenance));
    }

    public int activate(int in, Activation activation) {
        return add(volume(in), new Op.Activate(in, values.size(), activation, provenance("act")));
    }

    /** An activation with a slope for each channel of a value. */
    public Activation prelu(Volume volume) {
        Provenance provenance = new Provenance("prelu" + tensors.size(), "PRELU", "net.cnn:1:1");
        return Activation.prelu(tensor(provenance, "weight", volume.depth()));
    }

    public int responseNorm(int in, int size, double alpha, double beta, double k) {
        return add(
                volume(in),
                new Op.ResponseNorm(
                        in, values.size(), size / 2, (size - 1) / 2, alpha / size, beta, k, provenance("lrn")));
    }

    public int pad(int in, int left, int right, int top, int bottom, PadMode mode, double value) {
        Volume v = volume(in);
        Volume out = new Volume(v.width() + left + right, v.height() + top + bottom, v.depth());
        return add(out, new Op.Pad(in, values.size(), left, right, top, bottom, mode, value, provenance("pad")));
    }

    public int crop(int in, int left, int top, int width, int height) {
        Volume out = new Volume(width, height, volume(in).depth());
        return add(out, new Op.Crop(in, values.size(), left, top, provenance("crop")));
    }

    public int upsample(int in, int width, int height, boolean bilinear) {
        Volume v = volume(in);
        Volume out = new Volume(v.width() * width, v.height() * height, v.depth());
        return add(out, new Op.Upsample(in, values.size(), width, height, bilinear, provenance("upsample")));
    }

    public int shuffle(int in, int groups) {
        return add(volume(in), new Op.Shuffle(in, values.size(), groups, provenance("shuffle")));
    }

    public int slice(int in, int first, int depth) {
        Volume v = volume(in);
        Volume out = new Volume(v.width(), v.height(), depth);
        return add(out, new Op.Slice(in, values.size(), first, provenance("slice")));
    }

    public int softmax(int in) {
        return add(volume(in), new Op.Softmax(in, values.size(), provenance("softmax")));
    }

    public int normalize(int in, double scale, List<Double> mean, List<Double> std) {
        return add(volume(in), new Op.Normalize(in, values.size(), scale, mean, std, provenance("input")));
    }

    public int stencil(int in, Window window, PadMode mode, List<List<Double>> kernel, Activation activation) {
        Volume out = slide(volume(in), window, volume(in).depth(), false);
        return add(out, new Op.Stencil(in, values.size(), window, mode, kernel, activation, provenance("filter")));
    }

    public int reshape(int in, Volume volume) {
        return add(volume, new Op.Reshape(in, values.size(), provenance("flatten")));
    }

    public int sum(List<Integer> in, Activation activation) {
        return add(largest(in), new Op.Add(in, values.size(), activation, provenance("add")));
    }

    public int product(List<Integer> in, Activation activation) {
        return add(largest(in), new Op.Multiply(in, values.size(), activation, provenance("mul")));
    }

    public int concat(List<Integer> in) {
        Volume first = volume(in.get(0));
        int depth = in.stream().mapToInt(i -> volume(i).depth()).sum();
        return add(
                new Volume(first.width(), first.height(), depth),
                new Op.Concat(in, values.size(), provenance("concat")));
    }

    private Volume largest(List<Integer> in) {
        return in.stream().map(this::volume).max((a, b) -> a.size() - b.size()).orElseThrow();
    }

    private Provenance provenance(String kind) {
        return new Provenance(kind + (ops.size() + 1), kind.toUpperCase(), "net.cnn:1:" + (ops.size() + 1));
    }

    private Param tensor(Provenance provenance, String kind, Integer... shape) {
        TensorSpec spec = TensorSpec.of(provenance.layer() + "." + kind, shape);
        tensors.add(spec);
        return new Param.Stored(spec);
    }

    private int add(Volume volume, Op op) {
        values.add(volume);
        ops.add(op);
        return values.size() - 1;
    }

    private static Volume slide(Volume in, Window w, int depth, boolean ceil) {
        return new Volume(
                outputs(
                        in.width() + w.left() + w.right(),
                        w.kernelWidth(),
                        w.dilationWidth(),
                        w.strideWidth(),
                        ceil,
                        in.width() + w.left()),
                outputs(
                        in.height() + w.top() + w.bottom(),
                        w.kernelHeight(),
                        w.dilationHeight(),
                        w.strideHeight(),
                        ceil,
                        in.height() + w.top()),
                depth);
    }

    /** With ceil, a last window that would begin in the padding is dropped, as in PyTorch. */
    private static int outputs(int size, int kernel, int dilation, int stride, boolean ceil, int inside) {
        int room = size - (kernel - 1) * dilation - 1;
        int outputs = Math.floorDiv(room + (ceil ? stride - 1 : 0), stride) + 1;
        return ceil && (outputs - 1) * stride >= inside ? outputs - 1 : outputs;
    }

    @Override
    public String toString() {
        return ops.stream().map(op -> op + " -> " + values.get(op.output())).collect(Collectors.joining("\n"));
    }
}
