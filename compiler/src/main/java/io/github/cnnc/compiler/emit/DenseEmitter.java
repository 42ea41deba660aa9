package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.RowDense;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/** A fully connected layer: several rows of the matrix at a time, so that each input is loaded once for all of them. */
final class DenseEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Op.Dense dense = (Op.Dense) step.op();
        int rows = ((RowDense) step.schedule()).rows();
        Placement x = step.inputs().get(0);
        Placement y = step.output();
        int inputs = x.layout().volume().size();
        int units = y.layout().volume().size();
        int plane = y.layout().plane();
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
        return List.of(new KernelBody(code.build(), Pieces.tiles(units, rows)));
    }
}
