package io.github.cnnc.compiler.kernel.window;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A window over one channel by itself, of a depthwise convolution or of a constant stencil: the weights are local variables
 * outside the loops over positions.
 */
final class DepthwiseBody {

    private final KernelSite site;
    private final Depthwise schedule;
    private final Arithmetic arithmetic;

    DepthwiseBody(KernelSite site, Depthwise schedule, Arithmetic arithmetic) {
        this.site = site;
        this.schedule = schedule;
        this.arithmetic = arithmetic;
    }

    List<KernelBody> bodies() {
        Window window = site.operation().window().orElseThrow();
        List<KernelBody> passes = new ArrayList<>();
        for (int from = 0; from < window.taps(); from += schedule.taps()) {
            passes.add(KernelBody.whole(pass(window, from, Math.min(window.taps(), from + schedule.taps()))));
        }
        return passes;
    }

    /** Sums the taps {@code from} to {@code to - 1}; the first pass begins with the bias, the last one activates. */
    private Code pass(Window window, int from, int to) {
        BufferView x = site.input();
        BufferView y = site.output();
        Layout in = x.layout();
        Layout out = y.layout();
        int columns = schedule.columns();
        int taps = window.kernelWidth() * window.kernelHeight();
        int multiplier = out.volume().depth() / in.volume().depth();
        boolean biased = site.operation().has(Weight.Role.BIAS);

        Code code = new Code();
        code.loop("f", out.volume().depth());
        for (int tap = from; tap < to; tap++) {
            code.line("float w%d = %s", tap, weight(site.operation().op(), window, tap, taps));
        }
        if (from == 0) {
            code.line("float b = %s", biased ? "bias[f]" : "0f");
        }
        code.loop("oh", out.volume().height()).tiles("ow", out.volume().width(), columns);
        code.line(
                "int p = %d + %s * %d + oh * %d + ow * %d",
                x.index(0, -window.top(), -window.left()),
                multiplier == 1 ? "f" : "f / " + multiplier,
                in.channelStride(),
                window.strideHeight() * in.rowStride(),
                window.strideWidth());
        code.line("int o = %d + f * %d + oh * %d + ow", y.index(0, 0, 0), out.channelStride(), out.rowStride());
        for (int j = 0; j < columns; j++) {
            code.line("float a%d = %s", j, from == 0 ? "b" : y.array() + "[" + at("o", j) + "]");
        }
        Set<String> loaded = new HashSet<>();
        for (int tap = from; tap < to; tap++) {
            int kh = tap / window.kernelWidth();
            int kw = tap % window.kernelWidth();
            for (int j = 0; j < columns; j++) {
                int position = j * window.strideWidth() + kw * window.dilationWidth();
                String name = "x" + kh + "_" + position;
                if (loaded.add(name)) {
                    int offset = kh * window.dilationHeight() * in.rowStride() + position;
                    code.line("float %s = %s[%s]", name, x.array(), at("p", offset));
                }
                code.line(arithmetic.mac("a" + j, "w" + tap, name));
            }
        }
        Activation activation = to == taps ? site.operation().activation() : Activation.NONE;
        for (int j = 0; j < columns; j++) {
            code.line("%s[%s] = %s", y.array(), at("o", j), Arithmetic.activate(activation, "a" + j, "f"));
        }
        return code.end(3);
    }

    private static String weight(Op op, Window window, int tap, int taps) {
        if (op instanceof Op.Stencil stencil) {
            double value = stencil.kernel().get(tap / window.kernelWidth()).get(tap % window.kernelWidth());
            return Literals.of((float) value);
        }
        return "weight[" + at("f * " + taps, tap) + "]";
    }
}
