package io.github.cnnc.compiler.kernel.dense;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;

/** A fully connected layer: several rows of the matrix at a time, so that each input is loaded once for all of them. */
record RowDenseBody(KernelSite site, RowDense schedule, Arithmetic arithmetic) {

    KernelBody body() {
        Op.Dense dense = (Op.Dense) site.operation().op();
        int rows = schedule.rows();
        BufferView x = site.input();
        BufferView y = site.output();
        int inputs = x.layout().volume().size();
        int units = y.layout().volume().size();
        int plane = y.layout().channelStride();
        Code code = new Code();
        code.line("int r = Math.min(u * %d, %d)", rows, units - rows);
        for (int r = 0; r < rows; r++) {
            code.line("float a%d = %s", r, dense.bias().isPresent() ? "bias[" + at("r", r) + "]" : "0f");
            code.line("int q%d = %s", r, r == 0 ? "r * " + inputs : "q" + (r - 1) + " + " + inputs);
        }
        code.loop("i", inputs);
        code.line("float v = %s[%s]", x.array(), at("i", x.index(0, 0, 0)));
        for (int r = 0; r < rows; r++) {
            code.line(arithmetic.mac("a" + r, "weight[q" + r + " + i]", "v"));
        }
        code.end();
        for (int r = 0; r < rows; r++) {
            String element = at(plane == 1 ? "r" : "r * " + plane, y.index(0, 0, 0) + r * plane);
            code.line("%s[%s] = %s", y.array(), element, Arithmetic.activate(dense.activation(), "a" + r, at("r", r)));
        }
        return new KernelBody(code, WorkSplit.tiles(units, rows));
    }
}
