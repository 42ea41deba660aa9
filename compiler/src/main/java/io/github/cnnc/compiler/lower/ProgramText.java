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
                    .append(op.provenance().layer())
                    .append(' ')
                    .append(op.provenance().place());
            out.append('\n');
        }
        return out.append("  return v").append(program.output()).append('\n').toString();
    }

    private static String details(Op op) {
        String activation =
                op instanceof Op.Activated activated && !activated.activation().isNone()
                        ? " " + activated.activation()
                        : "";
        return op.accept(new Numbers()) + activation;
    }

    /** The numbers of an operation. */
    private static final class Numbers implements Op.Visitor<String> {

        private static String window(Op.Windowed op) {
            return " " + op.window();
        }

        @Override
        public String visit(Op.Normalize op) {
            return "";
        }

        @Override
        public String visit(Op.Conv op) {
            return window(op);
        }

        @Override
        public String visit(Op.FusedConv op) {
            return " " + op.conv().window()
                    + op.residual().stream()
                            .mapToObj(v -> " + v" + v)
                            .findFirst()
                            .orElse("")
                    + (op.pooled() ? " pooled" : "");
        }

        @Override
        public String visit(Op.MaxPool op) {
            return window(op);
        }

        @Override
        public String visit(Op.AvgPool op) {
            return window(op);
        }

        @Override
        public String visit(Op.Dense op) {
            return "";
        }

        @Override
        public String visit(Op.Activate op) {
            return "";
        }

        @Override
        public String visit(Op.Affine op) {
            return "";
        }

        @Override
        public String visit(Op.Softmax op) {
            return "";
        }

        @Override
        public String visit(Op.Stencil op) {
            return window(op);
        }

        @Override
        public String visit(Op.ResponseNorm op) {
            return " " + op.before() + " before, " + op.after() + " after";
        }

        @Override
        public String visit(Op.Pad op) {
            return " " + op.left() + "," + op.right() + "," + op.top() + "," + op.bottom() + " "
                    + op.mode().name().toLowerCase(Locale.ROOT)
                    + (op.mode() == PadMode.ZEROS ? " " + op.value() : "");
        }

        @Override
        public String visit(Op.Crop op) {
            return " from " + op.left() + "," + op.top();
        }

        @Override
        public String visit(Op.Upsample op) {
            return " " + op.factorWidth() + "x" + op.factorHeight() + (op.bilinear() ? " bilinear" : " nearest");
        }

        @Override
        public String visit(Op.Shuffle op) {
            return " groups " + op.groups();
        }

        @Override
        public String visit(Op.Slice op) {
            return " from channel " + op.first();
        }

        @Override
        public String visit(Op.Reshape op) {
            return "";
        }

        @Override
        public String visit(Op.Add op) {
            return "";
        }

        @Override
        public String visit(Op.Multiply op) {
            return "";
        }

        @Override
        public String visit(Op.Concat op) {
            return "";
        }
    }
}
