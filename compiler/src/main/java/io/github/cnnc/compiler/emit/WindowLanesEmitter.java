package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.plan.Columns;
import io.github.cnnc.compiler.plan.LaneSchedules;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.WindowLanes;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * Depthwise convolution and pooling. What the taps of a tile of output columns see is copied side by side into a short array,
 * {@code pitch} floats for each tap, then one loop runs over all channels of all columns; the weights are repeated for each
 * column. Depthwise convolution and average pooling read zeros from a halo; max pooling reads the nearest element inside
 * instead, which is in the window as well.
 */
final class WindowLanesEmitter implements KernelEmitter<Step.Compute> {

    /** Taps of one loop: of six 12 elements a nanosecond on both JDKs, of nine 0.4. */
    private static final int TAPS = 5;

    private final Helpers helpers;

    WindowLanesEmitter(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        int rows = step.output().layout().volume().height();
        return List.of(new KernelBody(new Body(step, arithmetic, helpers).emit(), rows));
    }

    /** One kernel's numbers. {@code sums[0]} are the sums, {@code sums[1]} what is seen, {@code sums[2]} weights. */
    private static final class Body {
        private final Op.Windowed op;
        private final Window window;
        private final boolean max;
        private final boolean conv;
        private final int columns;
        private final int depth;
        private final int pitch;
        private final Placement x;
        private final Placement y;
        private final Layout in;
        private final Layout out;
        private final Activation activation;
        private final boolean clamp;
        private final Arithmetic arithmetic;
        private final Helpers helpers;
        private final Code code = new Code();

        Body(Step.Compute step, Arithmetic arithmetic, Helpers helpers) {
            this.op = (Op.Windowed) step.op();
            this.window = op.window();
            this.max = op instanceof Op.MaxPool;
            this.conv = op instanceof Op.Conv;
            this.columns = ((WindowLanes) step.schedule()).columns();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.in = x.layout();
            this.out = y.layout();
            this.depth = out.volume().depth();
            this.pitch = LaneSchedules.pitch(columns * depth);
            this.activation = ((Op.Activated) step.op()).activation();
            this.clamp = max && reachesOut();
            this.arithmetic = arithmetic;
            this.helpers = helpers;
        }

        CodeBlock emit() {
            code.line("int oh = u").line("float[] a = sums[0]").line("float[] b = sums[1]");
            code.tiles("ow", out.volume().width(), columns);
            if (!clamp) {
                code.line(
                        "int p = oh * %d + ow * %d + %d",
                        window.strideHeight() * in.row(),
                        window.strideWidth() * in.pitch(),
                        x.index(0, -window.top(), -window.left()));
            }
            begin();
            int taps = window.kernelHeight() * window.kernelWidth();
            if (taps <= LaneSchedules.UNROLLED) {
                unrolled(taps);
            } else {
                loops();
            }
            finish();
            return code.end().build();
        }

        private void begin() {
            if (conv && ((Op.Conv) op).bias().isPresent()) {
                code.line("System.arraycopy(bias, 0, a, 0, %d)", columns * depth);
            } else {
                code.line("Arrays.fill(a, 0, %d, %s)", pitch, max ? Literals.of(Float.NEGATIVE_INFINITY) : "0f");
            }
        }

        private void unrolled(int taps) {
            for (int kh = 0; clamp && kh < window.kernelHeight(); kh++) {
                code.line("int r%d = %s", kh, row("oh * " + window.strideHeight(), String.valueOf(kh)));
            }
            if (clamp) {
                for (int position : Columns.read(window, columns, 0, window.kernelWidth())) {
                    code.line("int q%d = %s", position, column("ow * " + window.strideWidth(), position));
                }
            }
            for (int kh = 0; kh < window.kernelHeight(); kh++) {
                for (int kw = 0; kw < window.kernelWidth(); kw++) {
                    int slot = (kh * window.kernelWidth() + kw) * pitch;
                    if (!clamp) {
                        int offset = kh * window.dilationHeight() * in.row() + kw * window.dilationWidth() * in.pitch();
                        copy(at("p", offset), slot);
                        continue;
                    }
                    for (int j = 0; j < columns; j++) {
                        String from = "r" + kh + " + q" + (j * window.strideWidth() + kw * window.dilationWidth());
                        code.line("System.arraycopy(%s, %s, b, %d, %d)", x.array(), from, slot + j * depth, depth);
                    }
                }
            }
            code.line("%s(a, b%s)", combine(taps), conv ? ", weight" : "");
        }

        /** Copies what one tap sees in all columns, of which the first is at {@code from}. */
        private void copy(String from, int slot) {
            int next = window.strideWidth() * in.pitch();
            boolean together = next == depth;
            for (int j = 0; j < (together ? 1 : columns); j++) {
                code.line(
                        "System.arraycopy(%s, %s, b, %d, %d)",
                        x.array(), at(from, j * next), slot + j * depth, together ? columns * depth : depth);
            }
        }

        /** A large window: a few taps of a row at a time. */
        private void loops() {
            code.loop("kh", window.kernelHeight());
            code.line(
                    "int r = %s",
                    clamp
                            ? row("oh * " + window.strideHeight(), "kh")
                            : "p + kh * " + window.dilationHeight() * in.row());
            int chunk = Math.min(window.kernelWidth(), LaneSchedules.CHUNK);
            int rest = window.kernelWidth() % chunk;
            code.loop("kw", 0, window.kernelWidth() - rest, chunk);
            chunk("kw", chunk);
            code.end();
            if (rest > 0) {
                chunk(String.valueOf(window.kernelWidth() - rest), rest);
            }
            code.end();
        }

        private void chunk(String kw, int taps) {
            code.begin();
            for (int i = 0; i < taps; i++) {
                if (!clamp) {
                    code.line("int q%d = r + (%s) * %d", i, at(kw, i), window.dilationWidth() * in.pitch());
                    copy("q" + i, i * pitch);
                    continue;
                }
                for (int j = 0; j < columns; j++) {
                    code.line(
                            "System.arraycopy(%s, r + %s, b, %d, %d)",
                            x.array(),
                            column(
                                    "ow * " + window.strideWidth() + " + (" + at(kw, i) + ") * "
                                            + window.dilationWidth(),
                                    j * window.strideWidth()),
                            i * pitch + j * depth,
                            depth);
                }
            }
            if (conv) {
                code.line(
                        "System.arraycopy(weight, (kh * %d + %s) * %d, sums[2], 0, %d)",
                        window.kernelWidth(), kw, pitch, taps * pitch);
            }
            code.line("%s(a, b%s)", combine(taps), conv ? ", sums[2]" : "");
            code.end();
        }

        /** The method that combines so many taps with the sums. */
        private String combine(int taps) {
            Code loops = new Code();
            for (int from = 0; from < taps; from += TAPS) {
                loops.loop("i", pitch);
                String sum = "a[i]";
                for (int tap = from; tap < Math.min(taps, from + TAPS); tap++) {
                    String seen = "b[" + at("i", tap * pitch) + "]";
                    sum = conv
                            ? arithmetic.sum(sum, seen, "w[" + at("i", tap * pitch) + "]")
                            : max ? "Math.max(" + sum + ", " + seen + ")" : sum + " + " + seen;
                }
                loops.line("a[i] = %s", sum).end();
            }
            List<String> parameters = new ArrayList<>(List.of("float[] a", "float[] b"));
            if (conv) {
                parameters.add("float[] w");
            }
            return helpers.method("window" + taps + "Taps", parameters, loops.build());
        }

        private void finish() {
            String share = op instanceof Op.AvgPool pool ? share(pool) : "";
            boolean slope = activation.slope().isPresent();
            if (!share.isEmpty() || activation.function() != ActivationFunction.NONE) {
                Code loop = new Code().loop("i", pitch).line("float v = a[i]%s", share);
                loop.line("a[i] = %s", Arithmetic.activate(activation, "v", "i"))
                        .end();
                List<String> parameters = new ArrayList<>(List.of("float[] a", "float[] b"));
                if (slope) {
                    parameters.add("float[] slope");
                }
                String method = helpers.method("finish", parameters, loop.build());
                code.line("%s(a, b%s)", method, slope ? ", slope" : "");
            }
            code.line("int o = oh * %d + ow * %d + %d", out.row(), out.pitch(), y.index(0, 0, 0));
            boolean together = out.pitch() == depth;
            for (int j = 0; j < (together ? 1 : columns); j++) {
                code.line(
                        "System.arraycopy(a, %d, %s, %s, %d)",
                        j * depth, y.array(), at("o", j * out.pitch()), together ? columns * depth : depth);
            }
        }

        /** How a sum becomes an average: by a constant, or in {@code b} by what of the window counts for each column. */
        private String share(Op.AvgPool pool) {
            if (!reachesOut()) {
                return " * " + Literals.of(1f / (window.kernelWidth() * window.kernelHeight()));
            }
            Volume volume = in.volume();
            int top = pool.countPad() ? window.top() : 0;
            int left = pool.countPad() ? window.left() : 0;
            int bottom = volume.height() + (pool.countPad() ? window.bottom() : 0);
            int right = volume.width() + (pool.countPad() ? window.right() : 0);
            code.line("int h0 = %s", at("oh * " + window.strideHeight(), -window.top()));
            code.line("int rows = Math.min(%s, %d) - Math.max(h0, %d)", at("h0", window.kernelHeight()), bottom, -top);
            code.loop("j", columns);
            code.line("int v0 = %s", at("(ow + j) * " + window.strideWidth(), -window.left()));
            code.line(
                    "float share = 1f / (rows * (Math.min(%s, %d) - Math.max(v0, %d)))",
                    at("v0", window.kernelWidth()), right, -left);
            code.line("Arrays.fill(b, j * %d, j * %d + %d, share)", depth, depth, depth)
                    .end();
            return " * b[i]";
        }

        private boolean reachesOut() {
            return window.left() > 0
                    || window.top() > 0
                    || last(out.volume().width(), window.strideWidth(), window.kernelWidth(), window.dilationWidth())
                            >= in.volume().width()
                    || last(
                                    out.volume().height(),
                                    window.strideHeight(),
                                    window.kernelHeight(),
                                    window.dilationHeight())
                            >= in.volume().height();
        }

        private static int last(int outputs, int stride, int kernel, int dilation) {
            return (outputs - 1) * stride + (kernel - 1) * dilation;
        }

        /** The position of a row; of one outside, of the nearest inside. */
        private String row(String first, String kh) {
            String at = at(first + " + " + kh + " * " + window.dilationHeight(), -window.top());
            return "Math.max(0, Math.min(" + (in.volume().height() - 1) + ", " + at + ")) * " + in.row() + " + "
                    + x.index(0, 0, 0);
        }

        private String column(String first, int offset) {
            return "Math.max(0, Math.min(" + (in.volume().width() - 1) + ", " + at(first, offset - window.left())
                    + ")) * " + in.pitch();
        }
    }
}
