package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.benchmarks.peer.OneDnnSteps.Argument;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.lower.Passes;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.softmax_forward;

/**
 * A network as oneDNN's primitives. Activations, and the sums of residual blocks, are post-operations of the primitive before
 * them. Of the layers those of the benchmarked networks.
 */
final class OneDnnNetwork {

    private static final dnnl.prop_kind INFERENCE = dnnl.prop_kind.forward_inference;

    private final FoldedNetwork network;
    private final int batch;
    private final OneDnnSteps steps = new OneDnnSteps();
    private final Map<Integer, memory> values = new HashMap<>();

    /** The sums that the convolution of their last term adds up, by that term. */
    private final Map<Integer, Op.Add> sums = new HashMap<>();

    private OneDnnNetwork(FoldedNetwork network, int batch) {
        this.network = network;
        this.batch = batch;
    }

    /** A network that reads one input for ever. */
    static OneDnnNetwork of(FoldedNetwork network, int batch, float[] input) {
        FoldedNetwork activated = new FoldedNetwork(Passes.run(network.program()), network.weights());
        OneDnnNetwork made = new OneDnnNetwork(activated, batch);
        made.build(input);
        return made;
    }

    private void build(float[] input) {
        memory.desc plain = layout(memory.format_tag.nchw, shape(volume(0)));
        values.put(network.entry(), steps.memory(plain, input));
        findSums();
        network.ops().forEach(this::add);
    }

    void run() {
        steps.run();
    }

    /** What the last run gave. */
    float[] output() {
        memory last = values.get(network.program().output());
        Volume v = volume(network.program().output());
        memory.desc plain = last.get_desc().get_ndims() == 2
                ? layout(memory.format_tag.nc, batch, v.size())
                : layout(memory.format_tag.nchw, shape(v));
        return OneDnnSteps.elements(steps.reordered(last, plain), batch * v.size());
    }

    // -- sums -------------------------------------------------------------------------------------------------------

    /** A sum is written over its first term, so nothing may read that from its last term's convolution on. */
    private void findSums() {
        List<Op> ops = network.ops();
        for (Op op : ops) {
            if (op instanceof Op.Add add && add.inputs().size() == 2) {
                int first = add.inputs().get(0);
                int second = add.inputs().get(1);
                int last = made(ops, first) > made(ops, second) ? first : second;
                int other = last == first ? second : first;
                int at = made(ops, last);
                if (other != last
                        && made(ops, other) >= 0
                        && volume(other).equals(volume(last))
                        && ops.get(at) instanceof Op.Conv c
                        && c.activation().isNone()
                        && readers(ops, last).equals(List.of(add))
                        && readers(ops, other).stream().allMatch(r -> r == add || ops.indexOf(r) < at)) {
                    sums.put(last, add);
                }
            }
        }
    }

    /** Which operation makes a value; -1 if none does. */
    private static int made(List<Op> ops, int value) {
        return ops.stream().map(Op::output).toList().indexOf(value);
    }

    private static List<Op> readers(List<Op> ops, int value) {
        return ops.stream().filter(op -> op.inputs().contains(value)).toList();
    }

    // -- operations -------------------------------------------------------------------------------------------------

    private void add(Op op) {
        if (op instanceof Op.Conv c && c.padMode() == PadMode.ZEROS) {
            conv(c);
        } else if (op instanceof Op.Dense d) {
            dense(d);
        } else if (op instanceof Op.MaxPool p) {
            pool(p, dnnl.algorithm.pooling_max, p.activation());
        } else if (op instanceof Op.AvgPool p && !(p.countPad() && p.window().padded())) {
            pool(p, dnnl.algorithm.pooling_avg_exclude_padding, p.activation());
        } else if (op instanceof Op.Activate a) {
            activate(a);
        } else if (op instanceof Op.Softmax s) {
            softmax(s);
        } else if (op instanceof Op.Add a && a.inputs().size() == 2) {
            if (!sums.containsValue(a)) {
                sum(a);
            }
        } else if (op instanceof Op.Concat c) {
            concat(c);
        } else {
            throw new IllegalStateException("no oneDNN primitive for " + op);
        }
    }

    private void conv(Op.Conv c) {
        Window w = c.window();
        Volume in = volume(c.input());
        Volume out = volume(c.output());
        List<Integer> shape = FoldedNetwork.shape(c.weight());
        long[] weights = shape.stream().mapToLong(i -> i).toArray();
        memory.format_tag tag = memory.format_tag.oihw;
        if (c.groups() > 1) {
            tag = memory.format_tag.goihw;
            weights[0] /= c.groups();
            weights = LongStream.concat(LongStream.of(c.groups()), LongStream.of(weights))
                    .toArray();
        }
        Optional<Op.Add> sum = Optional.ofNullable(sums.get(c.output()));
        convolution_forward.primitive_desc description = new convolution_forward.primitive_desc(
                steps.engine(),
                INFERENCE,
                dnnl.algorithm.convolution_auto,
                any(shape(in)),
                any(weights),
                bias(out.depth()),
                any(shape(out)),
                new long[] {w.strideHeight(), w.strideWidth()},
                new long[] {w.dilationHeight() - 1, w.dilationWidth() - 1},
                new long[] {w.top(), w.left()},
                after(w, in, out),
                after(sum.isPresent(), sum.map(Op.Add::activation).orElse(c.activation())),
                false);
        memory.desc written = description.dst_desc();
        memory to = sum.isPresent() ? in(other(sum.get(), c.output()), written) : steps.memory(written);
        steps.add(
                new convolution_forward(description),
                new Argument(dnnl.DNNL_ARG_SRC, in(c.input(), description.src_desc())),
                new Argument(
                        dnnl.DNNL_ARG_WEIGHTS, stored(c.weight(), layout(tag, weights), description.weights_desc())),
                new Argument(dnnl.DNNL_ARG_BIAS, stored(c.bias(), out.depth())),
                new Argument(dnnl.DNNL_ARG_DST, to));
        values.put(sum.map(Op.Add::output).orElse(c.output()), to);
    }

    private static int other(Op.Add sum, int term) {
        return sum.inputs().get(sum.inputs().get(0) == term ? 1 : 0);
    }

    private void dense(Op.Dense d) {
        Volume in = volume(d.input());
        int units = volume(d.output()).depth();
        boolean flat = values.get(d.input()).get_desc().get_ndims() == 2;
        long[] from = flat ? new long[] {batch, in.size()} : shape(in);
        long[] weights = from.clone();
        weights[0] = units;
        inner_product_forward.primitive_desc description = new inner_product_forward.primitive_desc(
                steps.engine(),
                INFERENCE,
                any(from),
                any(weights),
                bias(units),
                any(batch, units),
                after(false, d.activation()),
                false);
        memory to = steps.memory(description.dst_desc());
        memory.format_tag tag = flat ? memory.format_tag.oi : memory.format_tag.oihw;
        steps.add(
                new inner_product_forward(description),
                new Argument(dnnl.DNNL_ARG_SRC, in(d.input(), description.src_desc())),
                new Argument(
                        dnnl.DNNL_ARG_WEIGHTS, stored(d.weight(), layout(tag, weights), description.weights_desc())),
                new Argument(dnnl.DNNL_ARG_BIAS, stored(d.bias(), units)),
                new Argument(dnnl.DNNL_ARG_DST, to));
        values.put(d.output(), to);
    }

    private void pool(Op.Windowed p, dnnl.algorithm algorithm, Activation activation) {
        Window w = p.window();
        Volume in = volume(p.input());
        Volume out = volume(p.output());
        memory from = values.get(p.input());
        pooling_forward.primitive_desc description = new pooling_forward.primitive_desc(
                steps.engine(),
                INFERENCE,
                algorithm,
                from.get_desc(),
                any(shape(out)),
                new long[] {w.strideHeight(), w.strideWidth()},
                new long[] {w.kernelHeight(), w.kernelWidth()},
                new long[] {w.dilationHeight() - 1, w.dilationWidth() - 1},
                new long[] {w.top(), w.left()},
                after(w, in, out),
                after(false, activation),
                false);
        add(new pooling_forward(description), from, description.dst_desc(), p.output());
    }

    private void activate(Op.Activate a) {
        memory from = values.get(a.input());
        Function function = function(a.activation());
        eltwise_forward.primitive_desc description = new eltwise_forward.primitive_desc(
                steps.engine(),
                INFERENCE,
                function.algorithm,
                from.get_desc(),
                from.get_desc(),
                function.alpha,
                function.beta);
        add(new eltwise_forward(description), from, description.dst_desc(), a.output());
    }

    private void softmax(Op.Softmax s) {
        memory from = values.get(s.input());
        softmax_forward.primitive_desc description = new softmax_forward.primitive_desc(
                steps.engine(), INFERENCE, dnnl.algorithm.softmax_accurate, from.get_desc(), from.get_desc(), 1);
        add(new softmax_forward(description), from, description.dst_desc(), s.output());
    }

    /** Adds a primitive that reads one value and makes another. */
    private void add(primitive primitive, memory from, memory.desc written, int output) {
        memory to = steps.memory(written);
        steps.add(primitive, new Argument(dnnl.DNNL_ARG_SRC, from), new Argument(dnnl.DNNL_ARG_DST, to));
        values.put(output, to);
    }

    private void sum(Op.Add a) {
        memory first = values.get(a.inputs().get(0));
        memory second = values.get(a.inputs().get(1));
        binary.primitive_desc description = new binary.primitive_desc(
                steps.engine(),
                dnnl.algorithm.binary_add,
                first.get_desc(),
                second.get_desc(),
                first.get_desc(),
                after(false, a.activation()),
                false);
        memory to = steps.memory(description.dst_desc());
        steps.add(
                new binary(description),
                new Argument(dnnl.DNNL_ARG_SRC_0, first),
                new Argument(dnnl.DNNL_ARG_SRC_1, second),
                new Argument(dnnl.DNNL_ARG_DST, to));
        values.put(a.output(), to);
    }

    private void concat(Op.Concat c) {
        List<memory> parts = c.inputs().stream().map(values::get).toList();
        memory_desc_vector from = new memory_desc_vector();
        parts.forEach(part -> from.push_back(part.get_desc()));
        concat.primitive_desc description = new concat.primitive_desc(steps.engine(), 1, from);
        memory to = steps.memory(description.dst_desc());
        List<Argument> arguments = new ArrayList<>(List.of(new Argument(dnnl.DNNL_ARG_DST, to)));
        for (int i = 0; i < parts.size(); i++) {
            arguments.add(new Argument(dnnl.DNNL_ARG_MULTIPLE_SRC + i, parts.get(i)));
        }
        steps.add(new concat(description), arguments.toArray(Argument[]::new));
        values.put(c.output(), to);
    }

    // -- post-operations --------------------------------------------------------------------------------------------

    private record Function(dnnl.algorithm algorithm, float alpha, float beta) {}

    private static Function function(Activation activation) {
        return switch (activation.function()) {
            case RELU -> new Function(dnnl.algorithm.eltwise_relu, 0, 0);
            case RELU6 -> new Function(dnnl.algorithm.eltwise_clip, 0, 6);
            case SIGMOID -> new Function(dnnl.algorithm.eltwise_logistic, 0, 0);
            case TANH -> new Function(dnnl.algorithm.eltwise_tanh, 0, 0);
            default -> throw new IllegalStateException("no oneDNN primitive for " + activation);
        };
    }

    /** What happens to a result before it is written. */
    private static primitive_attr after(boolean sum, Activation activation) {
        post_ops operations = new post_ops();
        if (sum) {
            operations.append_sum();
        }
        if (!activation.isNone()) {
            Function function = function(activation);
            operations.append_eltwise(function.algorithm, function.alpha, function.beta);
        }
        primitive_attr attributes = new primitive_attr();
        attributes.set_post_ops(operations);
        return attributes;
    }

    // -- memory -----------------------------------------------------------------------------------------------------

    /** A value in the layout that a primitive wants. The input of the network is brought into it once. */
    private memory in(int value, memory.desc layout) {
        memory memory = values.get(value);
        return value == network.entry() ? steps.reordered(memory, layout) : steps.reorder(memory, layout);
    }

    private memory stored(Param param, memory.desc from, memory.desc to) {
        memory plain = steps.memory(from, network.elements(param));
        memory ready = steps.reordered(plain, to);
        if (ready != plain) {
            plain.close();
        }
        return ready;
    }

    private memory stored(Optional<Param> bias, int size) {
        return steps.memory(bias(size), bias.map(network::elements).orElseGet(() -> new float[size]));
    }

    private static memory.desc bias(int size) {
        return layout(memory.format_tag.x, size);
    }

    private static memory.desc any(long... shape) {
        return layout(memory.format_tag.any, shape);
    }

    private static memory.desc layout(memory.format_tag tag, long... shape) {
        return new memory.desc(shape, memory.data_type.f32, tag);
    }

    private long[] shape(Volume v) {
        return new long[] {batch, v.depth(), v.height(), v.width()};
    }

    /** The padding below and to the right. */
    private static long[] after(Window w, Volume in, Volume out) {
        int bottom = reach(out.height(), w.strideHeight(), w.dilationHeight(), w.kernelHeight());
        int right = reach(out.width(), w.strideWidth(), w.dilationWidth(), w.kernelWidth());
        return new long[] {Math.max(0, bottom - in.height() - w.top()), Math.max(0, right - in.width() - w.left())};
    }

    /** From the first pixel of the first window to the last one of the last. */
    private static int reach(int windows, int stride, int dilation, int kernel) {
        return (windows - 1) * stride + dilation * (kernel - 1) + 1;
    }

    private Volume volume(int value) {
        return network.program().values().get(value);
    }
}
