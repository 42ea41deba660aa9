package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.Pool;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling. Windows wholly inside the volume run without a test for each tap; the others, where there are any, test
 * every tap. A window's rows are combined one by one and then with each other, which is shorter to wait for and, for
 * sums, more exact than one long chain.
 */
final class PoolEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        return List.of(KernelBody.whole(new Body(step).emit()));
    }

    /** One kernel's numbers. */
    private static final class Body {
        private final boolean max;
        private final boolean countPad;
        private final Window window;
        private final Activation activation;
        private final boolean unrolled;
        private final Placement x;
        private final Placement y;
        private final Layout in;
        private final Layout out;
        private final Code code = new Code();

        Body(Step.Compute step) {
            this.max = step.op() instanceof Op.MaxPool;
            if (step.op() instanceof Op.AvgPool pool) {
                this.countPad = pool.countPad();
                this.window = pool.window();
                this.activation = pool.activation();
            } else {
                Op.MaxPool pool = (Op.MaxPool) step.op();
                this.countPad = false;
                this.window = pool.window();
                this.activation = pool.activation();
            }
            this.unrolled = ((Pool) step.schedule()).unrolled();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.in = x.layout();
            this.out = y.layout();
        }

        CodeBlock emit() {
            code.loop("c", out.volume().depth());
            code.loop("oh", out.volume().height()).loop("ow", out.volume().width());
            code.line("int h = oh * %d", window.strideHeight());
            code.line("int v = ow * %d", window.strideWidth());
            code.line("float a");
            String inside = inside();
            if (inside.isEmpty()) {
                inner();
            } else {
                code.begin("if (%s)", inside);
                inner();
                code.otherwise();
                border();
                code.end();
            }
            String element = "c * " + out.plane() + " + oh * " + out.row() + " + ow";
            code.line(
                    "%s[%s] = %s", y.array(), at(element, y.index(0, 0, 0)), Arithmetic.activate(activation, "a", "c"));
            return code.end(3).build();
        }

        /** The test that a window lies inside the volume; nothing where all do. */
        private String inside() {
            List<String> tests = new ArrayList<>();
            test(
                    tests,
                    "h",
                    window.top(),
                    in.volume().height(),
                    window.kernelHeight(),
                    window.dilationHeight(),
                    out.volume().height(),
                    window.strideHeight());
            test(
                    tests,
                    "v",
                    window.left(),
                    in.volume().width(),
                    window.kernelWidth(),
                    window.dilationWidth(),
                    out.volume().width(),
                    window.strideWidth());
            return String.join(" && ", tests);
        }

        private static void test(
                List<String> tests, String i, int before, int size, int kernel, int dilation, int outputs, int stride) {
            int last = size - 1 - (kernel - 1) * dilation + before;
            if (before > 0) {
                tests.add(i + " >= " + before);
            }
            if ((outputs - 1) * stride > last) {
                tests.add(i + " <= " + last);
            }
        }

        /** A window inside the volume. */
        private void inner() {
            String first = "c * " + in.plane() + " + h * " + in.row() + " + v";
            code.line("int p = %s", at(first, x.index(0, -window.top(), -window.left())));
            if (unrolled) {
                for (int kh = 0; kh < window.kernelHeight(); kh++) {
                    code.line("float r%d = %s", kh, tap("p", kh, 0));
                    for (int kw = 1; kw < window.kernelWidth(); kw++) {
                        combine("r" + kh, tap("p", kh, kw));
                    }
                }
                code.line("a = r0");
                for (int kh = 1; kh < window.kernelHeight(); kh++) {
                    combine("a", "r" + kh);
                }
            } else {
                code.line("a = %s", neutral());
                code.loop("kh", window.kernelHeight());
                code.line("float r = %s", neutral());
                code.loop("kw", window.kernelWidth());
                combine("r", x.array() + "[p + kw * " + window.dilationWidth() + "]");
                code.end();
                combine("a", "r");
                code.line("p += %d", window.dilationHeight() * in.row()).end();
            }
            if (!max) {
                code.line("a /= %s", Literals.of((float) (window.kernelWidth() * window.kernelHeight())));
            }
        }

        private String tap(String base, int kh, int kw) {
            int offset = kh * window.dilationHeight() * in.row() + kw * window.dilationWidth();
            return x.array() + "[" + at(base, offset) + "]";
        }

        /**
         * A window that reaches out of the volume. Padding never wins a maximum and adds nothing to a sum; it counts if
         * that is asked for, but not what lies past it.
         */
        private void border() {
            code.line("a = %s", neutral());
            if (!max) {
                code.line("int n = 0");
            }
            code.loop("kh", window.kernelHeight());
            code.line("int i = h + kh * %d - %d", window.dilationHeight(), window.top());
            code.loop("kw", window.kernelWidth());
            code.line("int j = v + kw * %d - %d", window.dilationWidth(), window.left());
            if (countPad) {
                code.begin(
                        "if (i < %d && j < %d)",
                        in.volume().height() + window.bottom(), in.volume().width() + window.right());
                code.line("n++").end();
            }
            code.begin(
                    "if (i >= 0 && i < %d && j >= 0 && j < %d)",
                    in.volume().height(), in.volume().width());
            combine(
                    "a",
                    x.array() + "[" + at("c * " + in.plane() + " + i * " + in.row() + " + j", x.index(0, 0, 0)) + "]");
            if (!max && !countPad) {
                code.line("n++");
            }
            code.end(3);
            if (!max) {
                code.line("a /= n");
            }
        }

        private String neutral() {
            return max ? Literals.of(Float.NEGATIVE_INFINITY) : "0f";
        }

        private void combine(String a, String v) {
            code.line(max ? "%1$s = Math.max(%1$s, %2$s)" : "%s += %s", a, v);
        }
    }
}
