package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/**
 * Upsampling by whole factors. Nearest writes each pixel as often as it is needed. Bilinear counts in half pixels of the
 * output, {@code (2 ow + 1 - f) / 2f}, so that the shares are exact wherever in the volume they are.
 */
final class UpsampleEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Op.Upsample up = (Op.Upsample) step.op();
        Placement x = step.inputs().get(0);
        Placement y = step.output();
        return List.of(KernelBody.whole(up.bilinear() ? bilinear(up, x, y) : nearest(up, x, y)));
    }

    private static CodeBlock nearest(Op.Upsample up, Placement x, Placement y) {
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        code.loop("c", in.volume().depth())
                .loop("h", in.volume().height())
                .loop("w", in.volume().width());
        code.line(
                "float v = %s[%s]",
                x.array(), at("c * " + in.plane() + " + h * " + in.row() + " + w", x.index(0, 0, 0)));
        String first = "c * " + out.plane() + " + h * " + up.factorHeight() * out.row() + " + w * " + up.factorWidth();
        code.line("int o = %s", at(first, y.index(0, 0, 0)));
        code.loop("i", up.factorHeight()).loop("j", up.factorWidth());
        code.line("%s[o + i * %d + j] = v", y.array(), out.row());
        return code.end(5).build();
    }

    private static CodeBlock bilinear(Op.Upsample up, Placement x, Placement y) {
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        code.loop("c", in.volume().depth()).loop("h", out.volume().height());
        position(code, "h", "top", "below", up.factorHeight());
        code.line("int p = %s", at("c * " + in.plane() + " + top * " + in.row(), x.index(0, 0, 0)));
        code.line("int q = top < %d ? p + %d : p", in.volume().height() - 1, in.row());
        code.line("int o = %s", at("c * " + out.plane() + " + h * " + out.row(), y.index(0, 0, 0)));
        code.loop("w", out.volume().width());
        position(code, "w", "left", "right", up.factorWidth());
        code.line("int next = Math.min(left + 1, %d)", in.volume().width() - 1);
        code.line("float a = (1f - right) * %1$s[p + left] + right * %1$s[p + next]", x.array());
        code.line("float b = (1f - right) * %1$s[q + left] + right * %1$s[q + next]", x.array());
        code.line("%s[o + w] = (1f - below) * a + below * b", y.array());
        return code.end(3).build();
    }

    /** The pixel before a position, and the share of the pixel after it. */
    private static void position(Code code, String i, String pixel, String share, int factor) {
        int whole = 2 * factor;
        code.line("int %s2 = Math.max(%s, 0)", i, at("2 * " + i, 1 - factor));
        code.line("int %s = %s2 / %d", pixel, i, whole);
        code.line("float %s = %s2 %% %d / %s", share, i, whole, Literals.of((float) whole));
    }
}
