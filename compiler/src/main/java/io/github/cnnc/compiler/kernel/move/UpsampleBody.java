package io.github.cnnc.compiler.kernel.move;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;

/**
 * Upsampling by whole factors. Nearest writes each pixel as often as it is needed. Bilinear counts in half pixels of the
 * output, {@code (2 ow + 1 - f) / 2f}, so that the shares are exact wherever in the volume they are.
 */
record UpsampleBody(Op.Upsample up) {

    Code code(KernelSite site) {
        BufferView x = site.input();
        BufferView y = site.output();
        return up.bilinear() ? bilinear(up, x, y) : nearest(up, x, y);
    }

    private static Code nearest(Op.Upsample up, BufferView x, BufferView y) {
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        code.loop("c", in.volume().depth())
                .loop("h", in.volume().height())
                .loop("w", in.volume().width());
        code.line(
                "float v = %s[%s]",
                x.array(), at("c * " + in.channelStride() + " + h * " + in.rowStride() + " + w", x.index(0, 0, 0)));
        String first = "c * " + out.channelStride() + " + h * " + up.factorHeight() * out.rowStride() + " + w * "
                + up.factorWidth();
        code.line("int o = %s", at(first, y.index(0, 0, 0)));
        code.loop("i", up.factorHeight()).loop("j", up.factorWidth());
        code.line("%s[o + i * %d + j] = v", y.array(), out.rowStride());
        return code.end(5);
    }

    private static Code bilinear(Op.Upsample up, BufferView x, BufferView y) {
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        code.loop("c", in.volume().depth()).loop("h", out.volume().height());
        position(code, "h", "top", "below", up.factorHeight());
        code.line("int p = %s", at("c * " + in.channelStride() + " + top * " + in.rowStride(), x.index(0, 0, 0)));
        code.line("int q = top < %d ? p + %d : p", in.volume().height() - 1, in.rowStride());
        code.line("int o = %s", at("c * " + out.channelStride() + " + h * " + out.rowStride(), y.index(0, 0, 0)));
        code.loop("w", out.volume().width());
        position(code, "w", "left", "right", up.factorWidth());
        code.line("int next = Math.min(left + 1, %d)", in.volume().width() - 1);
        code.line("float a = (1f - right) * %1$s[p + left] + right * %1$s[p + next]", x.array());
        code.line("float b = (1f - right) * %1$s[q + left] + right * %1$s[q + next]", x.array());
        code.line("%s[o + w] = (1f - below) * a + below * b", y.array());
        return code.end(3);
    }

    /** The pixel before a position, and the share of the pixel after it. */
    private static void position(Code code, String i, String pixel, String share, int factor) {
        int whole = 2 * factor;
        code.line("int %s2 = Math.max(%s, 0)", i, at("2 * " + i, 1 - factor));
        code.line("int %s = %s2 / %d", pixel, i, whole);
        code.line("float %s = %s2 %% %d / %s", share, i, whole, Literals.of((float) whole));
    }
}
