package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/** Padding as a layer of its own: each output row is an input row, or a constant, with a border left and right. */
final class PadEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Op.Pad pad = (Op.Pad) step.op();
        Placement x = step.inputs().get(0);
        Placement y = step.output();
        Layout in = x.layout();
        Layout out = y.layout();
        int width = in.volume().width();
        int height = in.volume().height();
        String value = Literals.of((float) pad.value());
        boolean constant = pad.mode() == PadMode.ZEROS && pad.top() + pad.bottom() > 0;
        Code code = new Code();
        code.loop("c", out.volume().depth()).loop("h", out.volume().height());
        code.line("int r = %s", at("h", -pad.top()));
        code.line("int o = %s", at("c * " + out.plane() + " + h * " + out.row(), y.index(0, 0, 0)));
        if (constant) {
            code.begin("if (r < 0 || r >= %d)", height);
            code.loop("w", out.volume().width());
            code.line("%s[o + w] = %s", y.array(), value).end();
            code.otherwise();
        } else if (pad.top() + pad.bottom() > 0) {
            code.line("r = %s", row(pad.mode(), height));
        }
        code.line("int p = %s", at("c * " + in.plane() + " + r * " + in.row(), x.index(0, 0, 0)));
        side(code, pad.left(), value, pad.mode(), x, y, "o + i", before(pad.mode(), pad.left(), width));
        code.line("System.arraycopy(%s, p, %s, %s, %d)", x.array(), y.array(), at("o", pad.left()), width);
        side(code, pad.right(), value, pad.mode(), x, y, at("o + i", pad.left() + width), after(pad.mode(), width));
        return List.of(KernelBody.whole(code.end(constant ? 3 : 2).build()));
    }

    private static void side(
            Code code, int count, String value, PadMode mode, Placement x, Placement y, String to, String from) {
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
