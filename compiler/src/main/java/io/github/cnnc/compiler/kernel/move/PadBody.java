package io.github.cnnc.compiler.kernel.move;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;

/** Padding as a layer of its own: each output row is an input row, or a constant, with a border left and right. */
record PadBody(Op.Pad pad) {

    Code code(KernelSite site) {
        BufferView x = site.input();
        BufferView y = site.output();
        Layout in = x.layout();
        Layout out = y.layout();
        int width = in.volume().width();
        int height = in.volume().height();
        String value = Literals.of((float) pad.value());
        boolean constant = pad.mode() == PadMode.ZEROS && pad.top() + pad.bottom() > 0;
        Code code = new Code();
        code.loop("c", out.volume().depth()).loop("h", out.volume().height());
        code.line("int r = %s", at("h", -pad.top()));
        code.line("int o = %s", at("c * " + out.channelStride() + " + h * " + out.rowStride(), y.index(0, 0, 0)));
        if (constant) {
            code.begin("if (r < 0 || r >= %d)", height);
            code.loop("w", out.volume().width());
            code.line("%s[o + w] = %s", y.array(), value).end();
            code.otherwise();
        } else if (pad.top() + pad.bottom() > 0) {
            code.line("r = %s", row(pad.mode(), height));
        }
        code.line("int p = %s", at("c * " + in.channelStride() + " + r * " + in.rowStride(), x.index(0, 0, 0)));
        side(code, pad.left(), value, pad.mode(), x, y, "o + i", before(pad.mode(), pad.left(), width));
        code.line("System.arraycopy(%s, p, %s, %s, %d)", x.array(), y.array(), at("o", pad.left()), width);
        side(code, pad.right(), value, pad.mode(), x, y, at("o + i", pad.left() + width), after(pad.mode(), width));
        return code.end(constant ? 3 : 2);
    }

    private static void side(
            Code code, int count, String value, PadMode mode, BufferView x, BufferView y, String to, String from) {
        if (count > 0) {
            String element = mode == PadMode.ZEROS ? value : x.array() + "[" + from + "]";
            code.loop("i", count).line("%s[%s] = %s", y.array(), to, element).end();
        }
    }

    /** The input row that {@code r} shows; see {@link PadMode#source}. */
    private static String row(PadMode mode, int height) {
        return switch (mode) {
            case ZEROS -> "r";
            case REFLECT -> "r < 0 ? -r : r < " + height + " ? r : " + 2 * (height - 1) + " - r";
            case REPLICATE -> "Math.min(Math.max(r, 0), " + (height - 1) + ")";
            case CIRCULAR -> "r < 0 ? r + " + height + " : r < " + height + " ? r : r - " + height;
        };
    }

    /** The position of what the i-th column before the volume shows, the outermost first. */
    private static String before(PadMode mode, int left, int width) {
        return switch (mode) {
            case ZEROS, REPLICATE -> "p";
            case REFLECT -> "p + " + left + " - i";
            case CIRCULAR -> "p + " + (width - left) + " + i";
        };
    }

    /** The position of what the i-th column after the volume shows. */
    private static String after(PadMode mode, int width) {
        return switch (mode) {
            case ZEROS, REPLICATE -> at("p", width - 1);
            case REFLECT -> "p + " + (width - 2) + " - i";
            case CIRCULAR -> "p + i";
        };
    }
}
