package io.github.cnnc.compiler.kernel.straightline;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.norm.ResponseNormBody;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kernels without a loop: one scope for each output element, all positions literal. Taps in zero padding are left out.
 * Long kernels become several methods, long sums several scopes that go on where the one before stopped.
 */
final class StraightLineBody {

    /** Statements in one method; none is longer than 20 bytes of bytecode but the activations. */
    private static final int STATEMENTS = 320;

    /** Terms of one sum in one scope. */
    private static final int TERMS = 200;

    private final KernelSite site;
    private final Arithmetic arithmetic;
    private final BufferView x;
    private final BufferView y;
    private final Volume in;
    private final Volume out;
    private final List<Code> methods = new ArrayList<>();
    private Code code = new Code();
    private int statements;

    StraightLineBody(KernelSite site, Arithmetic arithmetic) {
        this.site = site;
        this.arithmetic = arithmetic;
        this.x = site.input();
        this.y = site.output();
        this.in = x.layout().volume();
        this.out = y.layout().volume();
    }

    List<KernelBody> bodies() {
        emit();
        return methods().stream().map(KernelBody::whole).toList();
    }

    private List<Code> methods() {
        if (statements > 0) {
            methods.add(code);
        }
        return methods;
    }

    private void emit() {
        if (site.operation().op() instanceof Op.Softmax) {
            softmax();
            return;
        }
        for (int c = 0; c < out.depth(); c++) {
            for (int h = 0; h < out.height(); h++) {
                for (int w = 0; w < out.width(); w++) {
                    element(site.operation().op(), c, h, w);
                }
            }
        }
    }

    private void element(Op op, int c, int h, int w) {
        if (op instanceof Op.Conv conv) {
            chain(bias(c), taps(conv, c, h, w), conv.activation(), c, h, w);
        } else if (op instanceof Op.Stencil stencil) {
            chain("0f", taps(stencil, c, h, w), stencil.activation(), c, h, w);
        } else if (op instanceof Op.Dense dense) {
            chain(bias(c), row(c), dense.activation(), c, h, w);
        } else if (op instanceof Op.MaxPool pool) {
            List<String> terms = inside(pool.window(), c, h, w).stream()
                    .map(v -> "a = Math.max(a, " + v + ")")
                    .toList();
            chain(Literals.of(Float.NEGATIVE_INFINITY), terms, pool.activation(), c, h, w);
        } else if (op instanceof Op.AvgPool pool) {
            List<String> values = inside(pool.window(), c, h, w);
            List<String> terms = new ArrayList<>();
            values.forEach(v -> terms.add("a += " + v));
            int count = pool.countPad() ? counted(pool.window(), h, w) : values.size();
            terms.add("a /= " + Literals.of((float) count));
            chain("0f", terms, pool.activation(), c, h, w);
        } else if (op instanceof Op.Activate activate) {
            chain(at(x, c, h, w), List.of(), activate.activation(), c, h, w);
        } else if (op instanceof Op.Affine affine) {
            List<String> term = List.of(arithmetic.mac("a", "scale[" + c + "]", at(x, c, h, w)));
            chain("shift[" + c + "]", term, affine.activation(), c, h, w);
        } else if (op instanceof Op.Add add) {
            chain(at(x, c, h, w), others("a += ", c, h, w), add.activation(), c, h, w);
        } else if (op instanceof Op.Multiply multiply) {
            chain(at(x, c, h, w), others("a *= ", c, h, w), multiply.activation(), c, h, w);
        } else if (op instanceof Op.Normalize normalize) {
            String value = "(float) ((" + at(x, c, h, w) + " * " + Literals.of(normalize.scale()) + " - "
                    + Literals.of((double) normalize.mean().get(c)) + ") / "
                    + Literals.of((double) normalize.std().get(c)) + ")";
            chain(value, List.of(), Activation.NONE, c, h, w);
        } else if (op instanceof Op.ResponseNorm norm) {
            chain("0f", squares(norm, c, h, w), Activation.NONE, c, h, w);
        } else if (op instanceof Op.Upsample up && up.bilinear()) {
            chain("0f", corners(up, c, h, w), Activation.NONE, c, h, w);
        } else {
            chain(moved(op, c, h, w), List.of(), Activation.NONE, c, h, w);
        }
    }

    /** The element that comes here. */
    private String moved(Op op, int c, int h, int w) {
        if (op instanceof Op.Pad pad) {
            int row = pad.mode().source(h - pad.top(), in.height());
            int column = pad.mode().source(w - pad.left(), in.width());
            return row < 0 || column < 0 ? Literals.of((float) pad.value()) : at(x, c, row, column);
        } else if (op instanceof Op.Crop crop) {
            return at(x, c, crop.top() + h, crop.left() + w);
        } else if (op instanceof Op.Upsample up) {
            return at(x, c, h / up.factorHeight(), w / up.factorWidth());
        } else if (op instanceof Op.Slice slice) {
            return at(x, slice.first() + c, h, w);
        } else if (op instanceof Op.Shuffle shuffle) {
            return at(x, shuffle.source(c, in.depth()), h, w);
        } else {
            throw new IllegalArgumentException("no straight-line kernel for " + op);
        }
    }

    /** The squares, then what they divide. */
    private List<String> squares(Op.ResponseNorm norm, int c, int h, int w) {
        List<String> terms = new ArrayList<>();
        for (int j = Math.max(0, c - norm.before()); j <= c + norm.after() && j < in.depth(); j++) {
            terms.add(arithmetic.mac("a", at(x, j, h, w), at(x, j, h, w)));
        }
        terms.add("a = " + ResponseNormBody.normalised(norm, at(x, c, h, w), "a"));
        return terms;
    }

    /** The four elements around, each with its share. */
    private List<String> corners(Op.Upsample up, int c, int h, int w) {
        int row = Math.max(0, 2 * h + 1 - up.factorHeight());
        int column = Math.max(0, 2 * w + 1 - up.factorWidth());
        int top = row / (2 * up.factorHeight());
        int left = column / (2 * up.factorWidth());
        double below = row % (2 * up.factorHeight()) / (2.0 * up.factorHeight());
        double right = column % (2 * up.factorWidth()) / (2.0 * up.factorWidth());
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double share = (i < 2 ? 1 - below : below) * (i % 2 == 0 ? 1 - right : right);
            int y = Math.min(top + i / 2, in.height() - 1);
            int z = Math.min(left + i % 2, in.width() - 1);
            terms.add(arithmetic.mac("a", Literals.of((float) share), at(x, c, y, z)));
        }
        return terms;
    }

    private String bias(int c) {
        return site.operation().has(Weight.Role.BIAS) ? "bias[" + c + "]" : "0f";
    }

    private List<String> row(int unit) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            int c = i / (in.width() * in.height());
            int h = i / in.width() % in.height();
            terms.add(arithmetic.mac("a", "weight[" + (unit * in.size() + i) + "]", at(x, c, h, i % in.width())));
        }
        return terms;
    }

    private List<String> taps(Op.Conv conv, int f, int oh, int ow) {
        Window window = conv.window();
        int depth = in.depth() / conv.groups();
        int group = f / (out.depth() / conv.groups());
        List<String> terms = new ArrayList<>();
        for (int ic = 0; ic < depth; ic++) {
            for (int kh = 0; kh < window.kernelHeight(); kh++) {
                for (int kw = 0; kw < window.kernelWidth(); kw++) {
                    int tap = ((f * depth + ic) * window.kernelHeight() + kh) * window.kernelWidth() + kw;
                    shown(conv.padMode(), window, group * depth + ic, oh, ow, kh, kw)
                            .ifPresent(v -> terms.add(arithmetic.mac("a", "weight[" + tap + "]", v)));
                }
            }
        }
        return terms;
    }

    private List<String> taps(Op.Stencil stencil, int c, int oh, int ow) {
        Window window = stencil.window();
        List<String> terms = new ArrayList<>();
        for (int kh = 0; kh < window.kernelHeight(); kh++) {
            for (int kw = 0; kw < window.kernelWidth(); kw++) {
                String weight =
                        Literals.of((float) (double) stencil.kernel().get(kh).get(kw));
                shown(stencil.padMode(), window, c, oh, ow, kh, kw)
                        .ifPresent(v -> terms.add(arithmetic.mac("a", weight, v)));
            }
        }
        return terms;
    }

    /** The element under a tap; none where a zero is. */
    private Optional<String> shown(PadMode mode, Window window, int c, int oh, int ow, int kh, int kw) {
        int h = mode.source(row(window, oh, kh), in.height());
        int w = mode.source(column(window, ow, kw), in.width());
        return h < 0 || w < 0 ? Optional.empty() : Optional.of(at(x, c, h, w));
    }

    /** The elements of a pooling window. */
    private List<String> inside(Window window, int c, int oh, int ow) {
        List<String> values = new ArrayList<>();
        for (int kh = 0; kh < window.kernelHeight(); kh++) {
            for (int kw = 0; kw < window.kernelWidth(); kw++) {
                shown(PadMode.ZEROS, window, c, oh, ow, kh, kw).ifPresent(values::add);
            }
        }
        return values;
    }

    /** The places of a pooling window that lie in the volume or its padding. */
    private int counted(Window window, int oh, int ow) {
        int count = 0;
        for (int kh = 0; kh < window.kernelHeight(); kh++) {
            for (int kw = 0; kw < window.kernelWidth(); kw++) {
                if (row(window, oh, kh) < in.height() + window.bottom()
                        && column(window, ow, kw) < in.width() + window.right()) {
                    count++;
                }
            }
        }
        return count;
    }

    private static int row(Window window, int oh, int kh) {
        return oh * window.strideHeight() - window.top() + kh * window.dilationHeight();
    }

    private static int column(Window window, int ow, int kw) {
        return ow * window.strideWidth() - window.left() + kw * window.dilationWidth();
    }

    private List<String> others(String combine, int c, int h, int w) {
        return site.inputs().subList(1, site.inputs().size()).stream()
                .map(other -> combine + at(other, c, h, w))
                .toList();
    }

    private void softmax() {
        for (int h = 0; h < out.height(); h++) {
            for (int w = 0; w < out.width(); w++) {
                softmax(h, w);
            }
        }
    }

    /**
     * The maximum waits in the last output element and the sum in the first, so that methods may be cut anywhere;
     * those two are written last.
     */
    private void softmax(int h, int w) {
        int last = out.depth() - 1;
        if (last == 0) {
            chain(exp(0, h, w, at(x, 0, h, w)), List.of(), Activation.NONE, 0, h, w);
            return;
        }
        List<String> larger = new ArrayList<>();
        List<String> more = new ArrayList<>();
        String max = at(y, last, h, w);
        for (int c = 1; c <= last; c++) {
            larger.add("a = Math.max(a, " + at(x, c, h, w) + ")");
            more.add("a += " + exp(c, h, w, max));
        }
        chain(at(x, 0, h, w), larger, Activation.NONE, last, h, w);
        chain(exp(0, h, w, max), more, Activation.NONE, 0, h, w);
        String sum = at(y, 0, h, w);
        for (int c = 1; c < last; c++) {
            chain(exp(c, h, w, max) + " / " + sum, List.of(), Activation.NONE, c, h, w);
        }
        room(6);
        code.begin().line("float max = %s", max).line("float sum = %s", sum);
        code.line("%s = %s / sum", sum, exp(0, h, w, "max"));
        code.line("%s = %s / sum", max, exp(last, h, w, "max")).end();
    }

    private String exp(int c, int h, int w, String max) {
        return "(float) Math.exp((double) " + at(x, c, h, w) + " - " + max + ")";
    }

    /** {@code y = activation(first, then each term)}. */
    private void chain(String first, List<String> terms, Activation activation, int c, int h, int w) {
        String element = at(y, c, h, w);
        String start = first;
        int from = 0;
        do {
            int to = Math.min(terms.size(), from + TERMS);
            room(to - from + 4);
            code.begin().line("float a = %s", start);
            terms.subList(from, to).forEach(term -> code.line(term));
            code.line(
                    "%s = %s",
                    element, to == terms.size() ? Arithmetic.activate(activation, "a", Integer.toString(c)) : "a");
            code.end();
            start = element;
            from = to;
        } while (from < terms.size());
    }

    private void room(int lines) {
        if (statements > 0 && statements + lines > STATEMENTS) {
            methods.add(code);
            code = new Code();
            statements = 0;
        }
        statements += lines;
    }

    /** An element of a place; of one that is broadcast, the channel's only one. */
    private String at(BufferView place, int c, int h, int w) {
        Volume own = place.layout().volume();
        int row = own.height() == 1 && h > 0 ? 0 : h;
        int column = own.width() == 1 && w > 0 ? 0 : w;
        return place.array() + "[" + place.index(c, row, column) + "]";
    }
}
