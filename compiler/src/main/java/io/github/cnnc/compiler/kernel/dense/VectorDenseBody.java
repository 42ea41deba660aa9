package io.github.cnnc.compiler.kernel.dense;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;
import static io.github.cnnc.compiler.codegen.Arithmetic.times;

import io.github.cnnc.compiler.codegen.Arguments;
import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.VectorCode;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;

/**
 * A fully connected layer whose weights lie as they are stored: some rows of the matrix at a time, each a stream of vectors that
 * are multiplied with the same inputs.
 */
record VectorDenseBody(KernelSite site, VectorDense schedule, KernelContext context) {

    KernelBody body() {
        Op.Dense dense = (Op.Dense) site.operation().op();
        int lanes = schedule.width();
        int rows = schedule.rows();
        BufferView x = site.input();
        BufferView y = site.output();
        int inputs = x.layout().volume().size();
        int units = y.layout().volume().size();
        int plane = y.layout().channelStride();
        Arguments given = new Arguments()
                .give("float[] x", x.array())
                .give("int p", String.valueOf(x.index(0, 0, 0)))
                .give("float[] weight", "weight")
                .give("float[] y", y.array())
                .give("int o", at(plane == 1 ? "r" : "r * " + plane, y.index(0, 0, 0)))
                .give("int r", "r");
        if (dense.bias().isPresent()) {
            given.give("float[] bias", "bias");
        }
        if (dense.activation().slope().isPresent()) {
            given.give("float[] slope", "slope");
        }
        String row = given.size("row", inputs);
        Code code = new Code();
        VectorCode vector = new VectorCode(lanes, code);
        for (int r = 0; r < rows; r++) {
            vector.declare("a" + r, vector.all("0f"));
            code.line("int q%d = %s", r, r == 0 ? "r * " + row : "q" + (r - 1) + " + " + row);
        }
        boolean whole = inputs % lanes == 0;
        code.line("int whole = %s", whole ? row : row + " / " + lanes + " * " + lanes);
        code.begin("for (int i = 0; i < whole; i += %d)", lanes);
        vector.declare("v", vector.load("x", "p + i"));
        for (int r = 0; r < rows; r++) {
            vector.multiplyAdd("a" + r, "v", vector.load("weight", "q" + r + " + i"));
        }
        code.end();
        for (int r = 0; r < rows; r++) {
            code.line("float s%d = %s", r, vector.sum("a" + r));
        }
        if (!whole) {
            code.begin("for (int i = whole; i < %s; i++)", row);
            code.line("float v = x[p + i]");
            for (int r = 0; r < rows; r++) {
                code.line(context.arithmetic().mac("s" + r, "weight[q" + r + " + i]", "v"));
            }
            code.end();
        }
        for (int r = 0; r < rows; r++) {
            if (dense.bias().isPresent()) {
                code.line("s%d += bias[%s]", r, at("r", r));
            }
            code.line(
                    "y[%s] = %s",
                    times("o", r, given.size("plane", plane)),
                    Arithmetic.activate(dense.activation(), "s" + r, at("r", r)));
        }
        Code call = new Code()
                .line(
                        "int r = %s",
                        units % rows == 0 ? "u * " + rows : "Math.min(u * " + rows + ", " + (units - rows) + ")")
                .line(context.helpers().call("dense", given, code));
        return new KernelBody(call, WorkSplit.tiles(units, rows));
    }
}
