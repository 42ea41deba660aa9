package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.layer.PadMode;
import java.util.Locale;
import java.util.stream.Collectors;

/** A program as text, one operation a line, for dumps and reports of bugs. */
public final class ProgramText {

    private ProgramText() {}

    /** The text; ends with a newline. */
    public static String of(Program program) {
        StringBuilder out = new StringBuilder();
        out.append("program ").append(program.name()).append('\n');
        out.append("  v0: ").append(program.values().get(0)).append(" = input\n");
        for (Op op : program.ops()) {
            out.append("  v")
                    .append(op.output())
                    .append(": ")
                    .append(program.values().get(op.output()));
            out.append(" = ").append(op.getClass().getSimpleName());
            out.append(op.inputs().stream().map(v -> "v" + v).collect(Collectors.joining(", ", "(", ")")));
            out.append(details(op))
                    .append("   # ")
                    .append(op.site().layer())
                    .append(' ')
                    .append(op.site().place());
            out.append('\n');
        }
        return out.append("  return v").append(program.output()).append('\n').toString();
    }

    private static String details(Op op) {
        String activation =
                op instanceof Op.Activated activated && !activated.activation().isNone()
                        ? " " + activated.activation()
                        : "";
        return (op instanceof Op.Windowed windowed ? " " + windowed.window() : moves(op)) + activation;
    }

    private static String moves(Op op) {
        if (op instanceof Op.Pad pad) {
            String value = pad.mode() == PadMode.ZEROS ? " " + pad.value() : "";
            return " " + pad.left() + "," + pad.right() + "," + pad.top() + "," + pad.bottom() + " "
                    + pad.mode().name().toLowerCase(Locale.ROOT) + value;
        }
        if (op instanceof Op.Crop crop) {
            return " from " + crop.left() + "," + crop.top();
        }
        if (op instanceof Op.Slice slice) {
            return " from channel " + slice.first();
        }
        if (op instanceof Op.Upsample up) {
            return " " + up.factorWidth() + "x" + up.factorHeight() + (up.bilinear() ? " bilinear" : " nearest");
        }
        if (op instanceof Op.Shuffle shuffle) {
            return " groups " + shuffle.groups();
        }
        return op instanceof Op.ResponseNorm norm ? " " + norm.before() + " before, " + norm.after() + " after" : "";
    }
}
