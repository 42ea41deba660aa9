package io.github.cnnc.compiler.kernel.window;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling. Windows wholly inside the volume run without a test for each tap; the others, where there are any, test
 * every tap. A window's rows are combined one by one and then with each other, which is shorter to wait for and, for
 * sums, more exact than one long chain.
 */
final class PoolBody {

    private final boolean max;
    private final boolean countPad;
    private final Window window;
    private final Activation activation;
    private final boolean unrolled;
    private final BufferView x;
    private final BufferView y;
    private final Layout in;
    private final Layout out;
    private final Code code = new Code();

    PoolBody(KernelSite site, Pool schedule) {
        this.max = site.operation().op() instanceof Op.MaxPool;
        this.countPad = site.operation().op() instanceof Op.AvgPool average && average.countPad();
        this.window = site.operation().window().orElseThrow();
        this.activation = site.operation().activation();
        this.unrolled = schedule.unrolled();
        this.x = site.input();
        this.y = site.output();
        this.in = x.layout();
        this.out = y.layout();
    }

    Code emit() {
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
        String element = "c * " + out.channelStride() + " + oh * " + out.rowStride() + " + ow";
        code.line("%s[%s] = %s", y.array(), at(element, y.index(0, 0, 0)), Arithmetic.activate(activation, "a", "c"));
        return code.end(3);
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
        String first = "c * " + in.channelStride() + " + h * " + in.rowStride() + " + v";
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
            code.line("p += %d", window.dilationHeight() * in.rowStride()).end();
        }
        if (!max) {
            code.line("a /= %s", Literals.of((float) (window.kernelWidth() * window.kernelHeight())));
        }
    }

    private String tap(String base, int kh, int kw) {
        int offset = kh * window.dilationHeight() * in.rowStride() + kw * window.dilationWidth();
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
                x.array() + "["
                        + at("c * " + in.channelStride() + " + i * " + in.rowStride() + " + j", x.index(0, 0, 0))
                        + "]");
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
