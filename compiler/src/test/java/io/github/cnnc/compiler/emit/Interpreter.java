package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a program naively in double precision, and along with every element a bound on how far a computation in floats,
 * in any order, may be from it (running error analysis: Higham 2002, "Accuracy and Stability of Numerical Algorithms",
 * section 3.3).
 */
public final class Interpreter {

    /** Half a unit in the last place of a float, with a factor of two for what the analysis leaves out. */
    private static final double EPS = Math.ulp(1f);

    /** Elements with their error bounds. */
    public record Values(double[] value, double[] error) {
        Values(int size) {
            this(new double[size], new double[size]);
        }

        void set(int i, double value, double error) {
            this.value[i] = value;
            this.error[i] = error + Float.MIN_NORMAL;
        }
    }

    private final Program program;
    private final Map<String, float[]> tensors;
    private final Map<Integer, Values> values = new HashMap<>();

    private Interpreter(Program program, Map<String, float[]> tensors) {
        this.program = program;
        this.tensors = tensors;
    }

    public static Values run(Program program, Map<String, float[]> tensors, float[] input) {
        Interpreter interpreter = new Interpreter(program, tensors);
        interpreter.values.put(0, exact(input));
        for (Op op : program.ops()) {
            for (Op part : parts(op)) {
                interpreter.values.put(part.output(), interpreter.eval(part));
            }
        }
        return interpreter.values.get(program.output());
    }

    /** A fused convolution is the convolution and what follows it. */
    private static List<Op> parts(Op op) {
        if (!(op instanceof Op.FusedConv fused)) {
            return List.of(op);
        }
        Op conv = fused.conv().with(Activation.NONE, fused.conv().output());
        Op last = fused.residual().isPresent()
                ? new Op.Add(
                        List.of(conv.output(), fused.residual().getAsInt()),
                        op.output(),
                        fused.activation(),
                        op.provenance())
                : new Op.MaxPool(
                        conv.output(),
                        op.output(),
                        new Window(2, 2, 2, 2, 1, 1, 0, 0, 0, 0),
                        fused.activation(),
                        op.provenance());
        return List.of(conv, last);
    }

    private static Values exact(float[] floats) {
        Values v = new Values(floats.length);
        for (int i = 0; i < floats.length; i++) {
            v.value[i] = floats[i];
        }
        return v;
    }

    private Values eval(Op op) {
        Volume out = program.values().get(op.output());
        Volume in = program.values().get(op.inputs().get(0));
        Values x = values.get(op.inputs().get(0));
        Values y = new Values(out.size());
        if (op instanceof Op.Reshape) {
            return x;
        }
        if (op instanceof Op.Pad
                || op instanceof Op.Crop
                || op instanceof Op.Slice
                || op instanceof Op.Shuffle
                || op instanceof Op.Upsample) {
            move(op, in, out, x, y);
            return y;
        }
        if (op instanceof Op.ResponseNorm norm) {
            normalise(norm, out, x, y);
            return y;
        }
        if (op instanceof Op.Concat) {
            int to = 0;
            for (int input : op.inputs()) {
                Values part = values.get(input);
                System.arraycopy(part.value, 0, y.value, to, part.value.length);
                System.arraycopy(part.error, 0, y.error, to, part.error.length);
                to += part.value.length;
            }
            return y;
        }
        if (op instanceof Op.Dense dense) {
            Values w = param(dense.weight());
            Optional<Values> b = dense.bias().map(this::param);
            for (int u = 0; u < out.size(); u++) {
                Sum sum = new Sum(b, u);
                for (int i = 0; i < in.size(); i++) {
                    sum.add(w, u * in.size() + i, x, i);
                }
                activate(y, u, u, sum.value, sum.bound(), dense.activation());
            }
            return y;
        }
        if (op instanceof Op.Softmax) {
            softmax(out, x, y);
            return y;
        }
        for (int c = 0; c < out.depth(); c++) {
            for (int h = 0; h < out.height(); h++) {
                for (int w = 0; w < out.width(); w++) {
                    element(op, in, out, x, y, c, h, w, (c * out.height() + h) * out.width() + w);
                }
            }
        }
        return y;
    }

    /** What takes elements from elsewhere. */
    private static void move(Op op, Volume in, Volume out, Values x, Values y) {
        for (int c = 0; c < out.depth(); c++) {
            for (int h = 0; h < out.height(); h++) {
                for (int w = 0; w < out.width(); w++) {
                    int to = out.index(c, h, w);
                    if (op instanceof Op.Upsample up && up.bilinear()) {
                        between(up, in, x, y, c, h, w, to);
                        continue;
                    }
                    int from = source(op, in, c, h, w);
                    y.value[to] = from < 0 ? ((Op.Pad) op).value() : x.value[from];
                    y.error[to] = from < 0 ? EPS * Math.abs(y.value[to]) : x.error[from];
                }
            }
        }
    }

    private static int source(Op op, Volume in, int c, int h, int w) {
        if (op instanceof Op.Pad pad) {
            int row = pad.mode().source(h - pad.top(), in.height());
            int column = pad.mode().source(w - pad.left(), in.width());
            return row < 0 || column < 0 ? -1 : in.index(c, row, column);
        } else if (op instanceof Op.Crop crop) {
            return in.index(c, h + crop.top(), w + crop.left());
        } else if (op instanceof Op.Slice slice) {
            return in.index(slice.first() + c, h, w);
        } else if (op instanceof Op.Upsample up) {
            return in.index(c, h / up.factorHeight(), w / up.factorWidth());
        }
        int groups = ((Op.Shuffle) op).groups();
        return in.index(c % groups * (in.depth() / groups) + c / groups, h, w);
    }

    /** Every input pixel by how near it is, at most a pixel away; what lies outside is at the edge. */
    private static void between(Op.Upsample up, Volume in, Values x, Values y, int c, int h, int w, int to) {
        double row = Math.min(Math.max((h + 0.5) / up.factorHeight() - 0.5, 0), in.height() - 1);
        double column = Math.min(Math.max((w + 0.5) / up.factorWidth() - 0.5, 0), in.width() - 1);
        double value = 0;
        double error = 0;
        for (int i = 0; i < in.height(); i++) {
            for (int j = 0; j < in.width(); j++) {
                double share = Math.max(0, 1 - Math.abs(i - row)) * Math.max(0, 1 - Math.abs(j - column));
                int at = in.index(c, i, j);
                value += share * x.value[at];
                error += share * (x.error[at] + 4 * EPS * Math.abs(x.value[at]));
            }
        }
        y.set(to, value, error);
    }

    private static void normalise(Op.ResponseNorm norm, Volume v, Values x, Values y) {
        int plane = v.width() * v.height();
        for (int i = 0; i < x.value.length; i++) {
            double squares = 0;
            double error = 0;
            int c = i / plane;
            for (int j = Math.max(0, c - norm.before()); j <= Math.min(v.depth() - 1, c + norm.after()); j++) {
                int at = i + (j - c) * plane;
                squares += x.value[at] * x.value[at];
                error += (2 * Math.abs(x.value[at]) + x.error[at]) * x.error[at];
            }
            int terms = norm.before() + norm.after() + 2;
            double sum = norm.k() + norm.scale() * squares;
            double relative = norm.scale() * (error + EPS * terms * squares) / sum;
            double power = Math.pow(sum, norm.beta());
            double value = x.value[i] / power;
            y.set(i, value, x.error[i] / power + Math.abs(value) * (norm.beta() * relative * (1 + relative) + EPS));
        }
    }

    private void element(Op op, Volume in, Volume out, Values x, Values y, int c, int h, int w, int i) {
        if (op instanceof Op.Conv conv) {
            int depth = in.depth() / conv.groups();
            int group = c / (out.depth() / conv.groups());
            Values weight = params.computeIfAbsent(conv.weight(), this::param);
            Sum sum = new Sum(conv.bias().map(b -> params.computeIfAbsent(b, this::param)), c);
            Window v = conv.window();
            for (int ic = 0; ic < depth; ic++) {
                for (int kh = 0; kh < v.kernelHeight(); kh++) {
                    for (int kw = 0; kw < v.kernelWidth(); kw++) {
                        int at = at(in, conv.padMode(), v, group * depth + ic, h, w, kh, kw);
                        if (at >= 0) {
                            sum.add(weight, ((c * depth + ic) * v.kernelHeight() + kh) * v.kernelWidth() + kw, x, at);
                        }
                    }
                }
            }
            activate(y, i, c, sum.value, sum.bound(), conv.activation());
        } else if (op instanceof Op.Stencil stencil) {
            Sum sum = new Sum(Optional.empty(), 0);
            Values one = new Values(1);
            for (int kh = 0; kh < stencil.window().kernelHeight(); kh++) {
                for (int kw = 0; kw < stencil.window().kernelWidth(); kw++) {
                    int at = at(in, stencil.padMode(), stencil.window(), c, h, w, kh, kw);
                    if (at >= 0) {
                        double tap = stencil.kernel().get(kh).get(kw);
                        one.set(0, tap, EPS * Math.abs(tap));
                        sum.add(one, 0, x, at);
                    }
                }
            }
            activate(y, i, c, sum.value, sum.bound(), stencil.activation());
        } else if (op instanceof Op.MaxPool pool) {
            double max = Double.NEGATIVE_INFINITY;
            double error = 0;
            for (int kh = 0; kh < pool.window().kernelHeight(); kh++) {
                for (int kw = 0; kw < pool.window().kernelWidth(); kw++) {
                    int at = at(in, PadMode.ZEROS, pool.window(), c, h, w, kh, kw);
                    if (at >= 0) {
                        max = Math.max(max, x.value[at]);
                        error = Math.max(error, x.error[at]);
                    }
                }
            }
            activate(y, i, c, max, error, pool.activation());
        } else if (op instanceof Op.AvgPool pool) {
            Window v = pool.window();
            Sum sum = new Sum(Optional.empty(), 0);
            Values one = exact(new float[] {1});
            int count = 0;
            for (int kh = 0; kh < v.kernelHeight(); kh++) {
                for (int kw = 0; kw < v.kernelWidth(); kw++) {
                    int row = h * v.strideHeight() - v.top() + kh * v.dilationHeight();
                    int column = w * v.strideWidth() - v.left() + kw * v.dilationWidth();
                    int at = at(in, PadMode.ZEROS, v, c, h, w, kh, kw);
                    if (at >= 0) {
                        sum.add(one, 0, x, at);
                    }
                    boolean padded = row < in.height() + v.bottom() && column < in.width() + v.right();
                    count += at >= 0 || pool.countPad() && padded ? 1 : 0;
                }
            }
            activate(
                    y,
                    i,
                    c,
                    sum.value / count,
                    sum.bound() / count + EPS * Math.abs(sum.value / count),
                    pool.activation());
        } else if (op instanceof Op.Activate activate) {
            activate(y, i, c, x.value[i], x.error[i], activate.activation());
        } else if (op instanceof Op.Affine affine) {
            Sum sum = new Sum(Optional.of(param(affine.shift())), c);
            sum.add(param(affine.scale()), c, x, i);
            activate(y, i, c, sum.value, sum.bound(), affine.activation());
        } else if (op instanceof Op.Normalize n) {
            double mean = n.mean().get(c);
            double std = n.std().get(c);
            double size = (Math.abs(x.value[i] * n.scale()) + Math.abs(mean)) / Math.abs(std);
            y.set(i, (x.value[i] * n.scale() - mean) / std, EPS * size + x.error[i] * Math.abs(n.scale() / std));
        } else {
            combine(op, out, y, c, i);
        }
    }

    private void combine(Op op, Volume out, Values y, int c, int i) {
        boolean add = op instanceof Op.Add;
        double value = add ? 0 : 1;
        double error = 0;
        double size = 0;
        for (int input : op.inputs()) {
            Volume v = program.values().get(input);
            int at = v.size() == out.size() ? i : c;
            double other = values.get(input).value[at];
            double otherError = values.get(input).error[at];
            if (add) {
                value += other;
                size += Math.abs(other);
                error += otherError + EPS * size;
            } else {
                error = Math.abs(value) * otherError + Math.abs(other) * error + error * otherError;
                value *= other;
                error += EPS * Math.abs(value);
            }
        }
        activate(y, i, c, value, error, add ? ((Op.Add) op).activation() : ((Op.Multiply) op).activation());
    }

    private static void softmax(Volume out, Values x, Values y) {
        int plane = out.width() * out.height();
        for (int p = 0; p < plane; p++) {
            double max = Double.NEGATIVE_INFINITY;
            double error = 0;
            for (int c = 0; c < out.depth(); c++) {
                max = Math.max(max, x.value[c * plane + p]);
                error = Math.max(error, x.error[c * plane + p]);
            }
            double sum = 0;
            for (int c = 0; c < out.depth(); c++) {
                sum += Math.exp(x.value[c * plane + p] - max);
            }
            for (int c = 0; c < out.depth(); c++) {
                double v = Math.exp(x.value[c * plane + p] - max) / sum;
                y.set(c * plane + p, v, v * (Math.expm1(2 * error) + EPS * (out.depth() + 4)));
            }
        }
    }

    private void activate(Values y, int i, int c, double x, double error, Activation activation) {
        ActivationFunction function = activation.function();
        double parameter =
                activation.slope().isPresent() ? param(activation.slope().get()).value[c] : activation.parameter();
        double value = function.apply(x, parameter);
        // Two roundings are in what some functions are made of.
        y.set(i, value, error * steepest(function, parameter) + 2 * EPS * Math.abs(value));
    }

    /** The largest slope anywhere. */
    public static double steepest(ActivationFunction function, double parameter) {
        return switch (function) {
            case LEAKY_RELU, PRELU, ELU -> Math.max(1, Math.abs(parameter));
            case SELU -> ActivationFunction.SELU_SCALE * ActivationFunction.SELU_ALPHA;
            case GELU, SILU -> 1.2;
            case HARD_SWISH -> 1.5;
            default -> 1;
        };
    }

    /** The element under a tap, -1 for a zero. */
    private static int at(Volume in, PadMode mode, Window v, int c, int oh, int ow, int kh, int kw) {
        int h = mode.source(oh * v.strideHeight() - v.top() + kh * v.dilationHeight(), in.height());
        int w = mode.source(ow * v.strideWidth() - v.left() + kw * v.dilationWidth(), in.width());
        return h < 0 || w < 0 ? -1 : in.index(c, h, w);
    }

    private final Map<Param, Values> params = new HashMap<>();

    private Values param(Param param) {
        if (param instanceof Param.Stored stored) {
            return exact(tensors.get(stored.spec().name()));
        }
        boolean shifted = param instanceof Param.Shifted;
        Param.BatchNorm norm = shifted ? ((Param.Shifted) param).norm() : ((Param.Scaled) param).norm();
        Optional<Values> base =
                (shifted ? ((Param.Shifted) param).base() : ((Param.Scaled) param).base()).map(this::param);
        float[] gamma = tensor(norm.weight());
        float[] beta = tensor(norm.bias());
        float[] mean = tensor(norm.runningMean());
        float[] variance = tensor(norm.runningVar());
        Values result = new Values(base.map(b -> b.value.length).orElse(gamma.length));
        int inner = result.value.length / gamma.length;
        for (int i = 0; i < result.value.length; i++) {
            int f = i / inner;
            double factor = gamma[f] / Math.sqrt(variance[f] + norm.eps());
            double from = base.isPresent() ? base.get().value[i] : shifted ? 0 : 1;
            double error = (base.isPresent() ? base.get().error[i] : 0) * Math.abs(factor);
            double value = shifted ? (from - mean[f]) * factor + beta[f] : from * factor;
            double size = shifted
                    ? (Math.abs(from) + Math.abs(mean[f])) * Math.abs(factor) + Math.abs(beta[f])
                    : Math.abs(value);
            result.set(i, value, error + 4 * EPS * size);
        }
        return result;
    }

    private float[] tensor(TensorSpec spec) {
        return tensors.get(spec.name());
    }

    /** A sum of products: its error is at most the length times the size of its terms in roundings. */
    private static final class Sum {
        double value;
        private double size;
        private double error;
        private int terms = 1;

        Sum(Optional<Values> bias, int i) {
            value = bias.map(b -> b.value[i]).orElse(0d);
            error = bias.map(b -> b.error[i]).orElse(0d);
            size = Math.abs(value);
        }

        void add(Values w, int i, Values x, int j) {
            double product = w.value[i] * x.value[j];
            value += product;
            size += Math.abs(product);
            error += Math.abs(w.value[i]) * x.error[j] + w.error[i] * (Math.abs(x.value[j]) + x.error[j]);
            terms++;
        }

        double bound() {
            return error + EPS * terms * size;
        }
    }
}
