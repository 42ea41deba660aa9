package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.VectorWindow;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.compiler.plan.VectorSchedules;
import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * Depthwise convolution and pooling: for each tile of output columns all channels, a vector at a time, the window
 * unrolled or, where it is large, in loops. Depthwise convolution and average pooling read zeros from a halo; max pooling reads
 * the nearest element inside instead, which is in the window as well.
 */
final class VectorWindowEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public int units(Step.Compute step) {
        return step.output().layout().volume().height();
    }

    @Override
    public List<CodeBlock> bodies(Step.Compute step, Arithmetic arithmetic) {
        return List.of(new Body(step).emit());
    }

    /** One kernel's numbers. */
    private static final class Body {
        private final Op.Windowed op;
        private final Window window;
        private final boolean max;
        private final int columns;
        private final int lanes;
        private final Placement x;
        private final Placement y;
        private final Activation activation;
        private final Code code = new Code();
        private final VectorCode vector;

        Body(Step.Compute step) {
            VectorWindow schedule = (VectorWindow) step.schedule();
            this.op = (Op.Windowed) step.op();
            this.window = op.window();
            this.max = op instanceof Op.MaxPool;
            this.columns = schedule.columns();
            this.lanes = schedule.lanes();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.activation = ((Op.Activated) step.op()).activation();
            this.vector = new VectorCode(lanes, code);
        }

        CodeBlock emit() {
            Layout in = x.layout();
            Layout out = y.layout();
            code.line("int oh = u").tiles("ow", out.volume().width(), columns);
            boolean unrolled = window.kernelWidth() * window.kernelHeight() <= VectorSchedules.UNROLLED_TAPS;
            boolean clamp = max && reachesOut();
            if (clamp) {
                clamp();
            } else {
                code.line(
                        "int p = oh * %d + ow * %d + %d",
                        window.strideHeight() * in.row(),
                        window.strideWidth() * in.pitch(),
                        x.index(0, -window.top(), -window.left()));
            }
            if (op instanceof Op.AvgPool pool) {
                shares(pool);
            }
            code.line("int o = oh * %d + ow * %d + %d", out.row(), out.pitch(), y.index(0, 0, 0));
            code.tiles("c", room(), lanes);
            begin();
            if (unrolled) {
                for (int kh = 0; kh < window.kernelHeight(); kh++) {
                    for (int kw = 0; kw < window.kernelWidth(); kw++) {
                        tap(kh, kw, clamp);
                    }
                }
            } else {
                loops(clamp);
            }
            for (int j = 0; j < columns; j++) {
                if (op instanceof Op.AvgPool) {
                    code.line("a%d = a%d.mul(n%d)", j, j, j);
                }
                vector.finish(activation, "a" + j, "c", y.array(), at("o + c", j * out.pitch()));
            }
            return code.end(2).build();
        }

        /** Channels of a pixel, or the lanes of the one vector that has more. */
        private int room() {
            return Math.max(lanes, y.layout().volume().depth());
        }

        private boolean reachesOut() {
            Volume in = x.layout().volume();
            Volume out = y.layout().volume();
            return window.left() > 0
                    || window.top() > 0
                    || last(
                                    out.width(),
                                    window.strideWidth(),
                                    window.left(),
                                    window.kernelWidth(),
                                    window.dilationWidth())
                            >= in.width()
                    || last(
                                    out.height(),
                                    window.strideHeight(),
                                    window.top(),
                                    window.kernelHeight(),
                                    window.dilationHeight())
                            >= in.height();
        }

        private static int last(int outputs, int stride, int before, int kernel, int dilation) {
            return (outputs - 1) * stride - before + (kernel - 1) * dilation;
        }

        /** The positions of rows {@code r} and columns {@code q}, those outside replaced by the nearest inside. */
        private void clamp() {
            Layout in = x.layout();
            if (window.kernelWidth() * window.kernelHeight() > VectorSchedules.UNROLLED_TAPS) {
                return;
            }
            for (int kh = 0; kh < window.kernelHeight(); kh++) {
                code.line("int r%d = %s", kh, row("oh * " + window.strideHeight(), String.valueOf(kh)));
            }
            for (int i = 0; i < (columns - 1) * window.strideWidth() + window.kernelWidth(); i++) {
                code.line("int q%d = %s", i, column(at("ow * " + window.strideWidth(), i)));
            }
        }

        private String row(String first, String kh) {
            Layout in = x.layout();
            String at = at(first + " + " + kh + " * " + window.dilationHeight(), -window.top());
            return "Math.max(0, Math.min(" + (in.volume().height() - 1) + ", " + at + ")) * " + in.row() + " + "
                    + x.index(0, 0, 0);
        }

        private String column(String position) {
            Layout in = x.layout();
            return "Math.max(0, Math.min(" + (in.volume().width() - 1) + ", " + at(position, -window.left()) + ")) * "
                    + in.pitch();
        }

        /** The share of each element in the average of each column. */
        private void shares(Op.AvgPool pool) {
            Volume in = x.layout().volume();
            int top = pool.countPad() ? window.top() : 0;
            int left = pool.countPad() ? window.left() : 0;
            int bottom = in.height() + (pool.countPad() ? window.bottom() : 0);
            int right = in.width() + (pool.countPad() ? window.right() : 0);
            code.line("int h0 = %s", at("oh * " + window.strideHeight(), -window.top()));
            code.line("int rows = Math.min(%s, %d) - Math.max(h0, %d)", at("h0", window.kernelHeight()), bottom, -top);
            for (int j = 0; j < columns; j++) {
                code.line(
                        "int v%d = %s",
                        j, at("ow * " + window.strideWidth(), j * window.strideWidth() - window.left()));
                code.line(
                        "float n%d = 1f / (rows * (Math.min(%s, %d) - Math.max(v%d, %d)))",
                        j, at("v" + j, window.kernelWidth()), right, j, -left);
            }
        }

        private void begin() {
            boolean bias = op instanceof Op.Conv conv && conv.bias().isPresent();
            for (int j = 0; j < columns; j++) {
                String value =
                        bias ? vector.load("bias", "c") : vector.all(max ? Literals.of(Float.NEGATIVE_INFINITY) : "0f");
                vector.declare("a" + j, value);
            }
        }

        private void tap(int kh, int kw, boolean clamp) {
            Layout in = x.layout();
            int tap = kh * window.kernelWidth() + kw;
            if (op instanceof Op.Conv) {
                vector.declare("w" + tap, vector.load("weight", at("c", tap * room())));
            }
            for (int j = 0; j < columns; j++) {
                int column = j * window.strideWidth() + kw * window.dilationWidth();
                String index = clamp
                        ? "r" + kh + " + q" + column + " + c"
                        : at("p + c", kh * window.dilationHeight() * in.row() + column * in.pitch());
                combine(j, vector.load(x.array(), index), "w" + tap);
            }
        }

        private void combine(int column, String value, String weight) {
            String sum = "a" + column;
            if (op instanceof Op.Conv) {
                code.line("%s = %s.fma(%s, %s)", sum, value, weight, sum);
            } else {
                code.line("%s = %s.%s(%s)", sum, sum, max ? "max" : "add", value);
            }
        }

        private void loops(boolean clamp) {
            Layout in = x.layout();
            code.loop("kh", window.kernelHeight());
            if (clamp) {
                code.line("int r = %s", row("oh * " + window.strideHeight(), "kh"));
            } else {
                code.line("int r = p + kh * %d", window.dilationHeight() * in.row());
            }
            code.loop("kw", window.kernelWidth());
            if (op instanceof Op.Conv) {
                vector.declare("w", vector.load("weight", "c + (kh * " + window.kernelWidth() + " + kw) * " + room()));
            }
            for (int j = 0; j < columns; j++) {
                String index = clamp
                        ? "r + c + "
                                + column(at(
                                        "ow * " + window.strideWidth() + " + kw * " + window.dilationWidth(),
                                        j * window.strideWidth()))
                        : at(
                                "r + c + kw * " + window.dilationWidth() * in.pitch(),
                                j * window.strideWidth() * in.pitch());
                combine(j, vector.load(x.array(), index), "w");
            }
            code.end(2);
        }
    }
}
