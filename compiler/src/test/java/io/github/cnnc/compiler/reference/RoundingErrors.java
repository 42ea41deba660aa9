package io.github.cnnc.compiler.reference;

import io.github.cnnc.compiler.emit.Interpreter;
import io.github.cnnc.compiler.layer.Activated;
import io.github.cnnc.compiler.layer.BatchNorm;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Dense;
import io.github.cnnc.compiler.layer.Filter;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.PRelu;
import io.github.cnnc.compiler.layer.Pad;
import io.github.cnnc.compiler.layer.PassThrough;
import io.github.cnnc.compiler.layer.ResponseNorm;
import io.github.cnnc.compiler.layer.Shuffle;
import io.github.cnnc.compiler.layer.Slice;
import io.github.cnnc.compiler.layer.Softmax;
import io.github.cnnc.compiler.network.InputSpec;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far float32 may be from the reference, one figure for each channel of a value.
 *
 * <p>A sum of n products rounds n times, each time a sum that has grown as sqrt(n) products of random sign do; together
 * eps * n * one product, which is c * eps * reduction length. What enters with an error of e leaves with
 * sqrt(sum (w e)^2). Both as independent numbers do it; the worst case of both would grow so fast from layer to layer
 * that it would allow anything after ten of them.
 */
final class RoundingErrors {

    /** float32's unit roundoff. */
    private static final double EPS = 0x1p-24;

    /** c: for elements larger than most, errors that are not independent, and for a folded batch normalisation, which rounds the weights as well. */
    private static final double FACTOR = 4;

    private final Network network;
    private final Weights weights;

    /** The largest magnitude of each value in each channel. */
    private final List<double[]> magnitudes = new ArrayList<>();

    /** The root of the mean square of each value in each channel. */
    private final List<double[]> means = new ArrayList<>();

    /** The share of elements that are not 0, of each value in each channel, at most 1. */
    private final List<double[]> live = new ArrayList<>();

    private final List<double[]> errors = new ArrayList<>();

    private final Map<String, float[]> tensors = new HashMap<>();

    private RoundingErrors(Network network, Weights weights, List<double[]> values) {
        this.network = network;
        this.weights = weights;
        for (int i = 0; i < values.size(); i++) {
            magnitudes.add(magnitudes(values.get(i), network.volume(i)));
            means.add(means(values.get(i), network.volume(i)));
            live.add(live(values.get(i), network.volume(i)));
        }
    }

    /**
     * The tolerance of each channel of the output.
     *
     * @param values every value of the network, as the reference computes them
     */
    static double[] of(Network network, Weights weights, List<double[]> values) {
        RoundingErrors errors = new RoundingErrors(network, weights, values);
        errors.run();
        double[] output = errors.errors.get(network.output());
        return Arrays.stream(output).map(e -> FACTOR * e + Float.MIN_NORMAL).toArray();
    }

    private static double[] magnitudes(double[] value, Volume volume) {
        double[] largest = new double[volume.depth()];
        int plane = volume.width() * volume.height();
        for (int i = 0; i < value.length; i++) {
            largest[i / plane] = Math.max(largest[i / plane], Math.abs(value[i]));
        }
        return largest;
    }

    private static double[] means(double[] value, Volume volume) {
        double[] mean = new double[volume.depth()];
        int plane = volume.width() * volume.height();
        for (int i = 0; i < value.length; i++) {
            mean[i / plane] += value[i] * value[i] / plane;
        }
        return Arrays.stream(mean).map(Math::sqrt).toArray();
    }

    private static double[] live(double[] value, Volume volume) {
        int plane = volume.width() * volume.height();
        double[] share = new double[volume.depth()];
        // One more than there are: an element may be 0 for the reference and not for float32.
        Arrays.fill(share, 1.0 / plane);
        for (int i = 0; i < value.length; i++) {
            share[i / plane] += value[i] == 0 ? 0 : 1.0 / plane;
        }
        return Arrays.stream(share).map(s -> Math.min(1, s)).toArray();
    }

    private void run() {
        errors.add(ofInput());
        for (int i = 0; i < network.nodes().size(); i++) {
            errors.add(ofNode(network.nodes().get(i), i + 1));
        }
    }

    private double[] ofInput() {
        InputSpec input = network.input();
        double[] out = new double[network.volume(0).depth()];
        for (int c = 0; c < out.length && !input.isPlain(); c++) {
            double shift = Math.abs(input.mean(c) / input.std(c));
            out[c] = 2 * EPS * (magnitudes.get(0)[c] + 2 * shift);
        }
        return out;
    }

    private double[] ofNode(Node node, int value) {
        double[] leaving = magnitudes.get(value);
        Layer layer = node.layer();
        int in = node.inputs().get(0);
        double[] entering = magnitudes.get(in);
        double[] e = errors.get(in);
        if (layer instanceof Conv conv) {
            int taps = conv.window().kernel().width() * conv.window().kernel().height();
            return sums(node, value, conv.groups(), taps, conv.bias());
        }
        if (layer instanceof Dense dense) {
            int plane = dense.input().width() * dense.input().height();
            return sums(node, value, 1, plane, dense.bias());
        }
        if (layer instanceof Filter filter) {
            double absolute = 0;
            double squares = 0;
            for (List<Double> row : filter.kernel().rows()) {
                for (double tap : row) {
                    absolute += Math.abs(tap);
                    squares += tap * tap;
                }
            }
            return added(scaled(e, Math.sqrt(squares)), scaled(entering, absolute * EPS));
        }
        if (layer instanceof BatchNorm norm) {
            return normalised(node, norm, e, entering);
        }
        if (layer instanceof Softmax) {
            double worst = Arrays.stream(e).max().orElse(0);
            double exponent = EPS * 2 * Arrays.stream(entering).max().orElse(0);
            return scaled(leaving, 2 * worst + exponent + EPS * (e.length + 4));
        }
        if (layer instanceof PassThrough) {
            int each = leaving.length / e.length;
            double[] out = new double[leaving.length];
            Arrays.setAll(out, i -> e[i / each]);
            return out;
        }
        if (layer instanceof Join join) {
            return joined(join, node.inputs(), leaving);
        }
        if (layer instanceof Activated activated) {
            double steepest = Interpreter.steepest(activated.function(), activated.parameter());
            return added(scaled(e, steepest), scaled(leaving, 4 * EPS));
        }
        if (layer instanceof PRelu) {
            double[] out = new double[e.length];
            Arrays.setAll(out, c -> e[c] * Math.max(1, Math.abs(tensor(node, 0)[c])) + 4 * EPS * leaving[c]);
            return out;
        }
        if (layer instanceof ResponseNorm norm) {
            return responseNormalised(norm, e, entering, leaving);
        }
        if (layer instanceof Shuffle shuffle) {
            double[] out = new double[e.length];
            int each = e.length / shuffle.groups();
            Arrays.setAll(out, c -> e[c % shuffle.groups() * each + c / shuffle.groups()]);
            return out;
        }
        if (layer instanceof Slice slice) {
            return Arrays.copyOfRange(e, slice.first(), slice.first() + leaving.length);
        }
        if (layer instanceof Pad pad) {
            double rounding = EPS * Math.abs(pad.value());
            return Arrays.stream(e).map(error -> error + rounding).toArray();
        }
        // Pooling: what is averaged may be far larger than the average.
        return added(e, scaled(entering, 4 * EPS));
    }

    /** Of sums of products: each channel that enters meets {@code taps} weights of each filter. */
    private double[] sums(Node node, int value, int groups, int taps, boolean bias) {
        int in = node.inputs().get(0);
        double[] e = errors.get(in);
        double[] entering = means.get(in);
        double[] leaving = magnitudes.get(value);
        float[] weight = tensor(node, 0);
        double[] out = new double[node.layer().output().depth()];
        int depth = e.length / groups;
        for (int oc = 0; oc < out.length; oc++) {
            double squares = 0;
            double carried = 0;
            int first = oc / (out.length / groups) * depth;
            for (int i = 0; i < depth * taps; i++) {
                double w = weight[oc * depth * taps + i];
                squares += w * w * entering[first + i / taps] * entering[first + i / taps];
                // Where a ReLU is silent, so is its error.
                carried += w * w * e[first + i / taps] * e[first + i / taps] * live.get(in)[first + i / taps];
            }
            double own = leaving[oc] + Math.sqrt(depth * taps * squares) + (bias ? Math.abs(tensor(node, 1)[oc]) : 0);
            out[oc] = EPS * own + Math.sqrt(carried);
        }
        return out;
    }

    /** The divisor is at least k^beta; what is off in it is off by as large a share in the result. */
    private static double[] responseNormalised(ResponseNorm norm, double[] e, double[] entering, double[] leaving) {
        double[] out = new double[e.length];
        for (int c = 0; c < out.length; c++) {
            double divisor = 0;
            for (int j = Math.max(0, c - norm.before()); j <= Math.min(out.length - 1, c + norm.after()); j++) {
                divisor += norm.alpha() / norm.size() * (2 * entering[j] + e[j]) * e[j];
            }
            double share = norm.beta() * divisor / norm.k() + EPS * (norm.size() + 4);
            out[c] = e[c] / Math.pow(norm.k(), norm.beta()) + share * leaving[c];
        }
        return out;
    }

    private double[] normalised(Node node, BatchNorm norm, double[] e, double[] entering) {
        double[] out = new double[e.length];
        for (int c = 0; c < out.length; c++) {
            double gain = Math.abs(tensor(node, 0)[c]) / Math.sqrt(tensor(node, 3)[c] + norm.eps());
            double mean = Math.abs(tensor(node, 2)[c]);
            out[c] = gain * (e[c] + 4 * EPS * (entering[c] + mean)) + EPS * Math.abs(tensor(node, 1)[c]);
        }
        return out;
    }

    private double[] joined(Join join, List<Integer> inputs, double[] leaving) {
        if (join.how() == Join.How.CONCAT) {
            return inputs.stream()
                    .map(errors::get)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
        double[] out = new double[leaving.length];
        for (int c = 0; c < out.length; c++) {
            double value = join.how() == Join.How.ADD ? 0 : 1;
            double error = 0;
            for (int input : inputs) {
                double x = magnitudes.get(input)[c];
                double e = errors.get(input)[c];
                error = join.how() == Join.How.ADD ? error + e : error * (x + e) + value * e;
                value = join.how() == Join.How.ADD ? value + x : value * x;
            }
            out[c] = error + EPS * inputs.size() * value;
        }
        return out;
    }

    private float[] tensor(Node node, int index) {
        String suffix = node.layer().tensors().get(index).suffix();
        return tensors.computeIfAbsent(
                node.name() + "." + suffix,
                name -> weights.get(name).orElseThrow().data());
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    private static double[] added(double[] a, double[] b) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> a[i] + b[i]);
        return out;
    }
}
