package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.Depthwise;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A window over one channel by itself, of a depthwise convolution or of a constant stencil: the weights are local variables
 * outside the loops over positions.
 */
final class DepthwiseEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        int perPass = ((Depthwise) step.schedule()).taps();
        Window window = step.op() instanceof Op.Conv conv ? conv.window() : ((Op.Stencil) step.op()).window();
        int taps = window.kernelWidth() * window.kernelHeight();
        List<KernelBody> passes = new ArrayList<>();
        for (int from = 0; from < taps; from += perPass) {
            passes.add(KernelBody.whole(pass(step, arithmetic, window, from, Math.min(taps, from + perPass))));
        }
        return passes;
    }

    /** Sums the taps {@code from} to {@code to - 1}; the first pass begins with the bias, the last one activates. */
    private CodeBlock pass(Step.Compute step, Arithmetic arithmetic, Window window, int from, int to) {
        Placement x = step.inputs().get(0);
        Placement y = step.output();
        Layout in = x.layout();
        Layout out = y.layout();
        int columns = ((Depthwise) step.schedule()).columns();
        int taps = window.kernelWidth() * window.kernelHeight();
        int multiplier = out.volume().depth() / in.volume().depth();
        boolean biased = Kernels.weightNames(step).contains("bias");

        Code code = new Code();
        code.loop("f", out.volume().depth());
        for (int tap = from; tap < to; tap++) {
            code.line("float w%d = %s", tap, weight(step.op(), window, tap, taps));
        }
        if (from == 0) {
            code.line("float b = %s", biased ? "bias[f]" : "0f");
        }
        code.loop("oh", out.volume().height()).tiles("ow", out.volume().width(), columns);
        code.line(
                "int p = %d + %s * %d + oh * %d + ow * %d",
                x.index(0, -window.top(), -window.left()),
                multiplier == 1 ? "f" : "f / " + multiplier,
                in.plane(),
                window.strideHeight() * in.row(),
                window.strideWidth());
        code.line("int o = %d + f * %d + oh * %d + ow", y.index(0, 0, 0), out.plane(), out.row());
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
                    int offset = kh * window.dilationHeight() * in.row() + position;
                    code.line("float %s = %s[%s]", name, x.array(), at("p", offset));
                }
                code.line(arithmetic.mac("a" + j, "w" + tap, name));
            }
        }
        Activation activation = to == taps ? activation(step.op()) : Activation.NONE;
        for (int j = 0; j < columns; j++) {
            code.line("%s[%s] = %s", y.array(), at("o", j), Arithmetic.activate(activation, "a" + j, "f"));
        }
        return code.end(3).build();
    }

    private static String weight(Op op, Window window, int tap, int taps) {
        if (op instanceof Op.Stencil stencil) {
            double value = stencil.kernel().get(tap / window.kernelWidth()).get(tap % window.kernelWidth());
            return Literals.of((float) value);
        }
        return "weight[" + at("f * " + taps, tap) + "]";
    }

    private static Activation activation(Op op) {
        return op instanceof Op.Conv conv ? conv.activation() : ((Op.Stencil) op).activation();
    }
}
