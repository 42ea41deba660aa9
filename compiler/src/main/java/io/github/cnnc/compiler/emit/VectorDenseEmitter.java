package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.VectorDense;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/**
 * A fully connected layer whose weights lie as they are stored: some rows of the matrix at a time, each a stream of vectors that
 * are multiplied with the same inputs.
 */
final class VectorDenseEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public int units(Step.Compute step) {
        int rows = ((VectorDense) step.schedule()).rows();
        return (step.output().layout().volume().size() + rows - 1) / rows;
    }

    @Override
    public List<CodeBlock> bodies(Step.Compute step, Arithmetic arithmetic) {
        Op.Dense dense = (Op.Dense) step.op();
        VectorDense schedule = (VectorDense) step.schedule();
        int lanes = schedule.lanes();
        int rows = schedule.rows();
        Placement x = step.inputs().get(0);
        Placement y = step.output();
        int inputs = x.layout().volume().size();
        int units = y.layout().volume().size();
        int plane = y.layout().plane();
        Code code = new Code();
        VectorCode vector = new VectorCode(lanes, code);
        code.line(
                "int r = %s", units % rows == 0 ? "u * " + rows : "Math.min(u * " + rows + ", " + (units - rows) + ")");
        for (int r = 0; r < rows; r++) {
            vector.declare("a" + r, vector.all("0f"));
            code.line("int q%d = %s", r, r == 0 ? "r * " + inputs : "q" + (r - 1) + " + " + inputs);
        }
        int whole = inputs - inputs % lanes;
        if (whole > 0) {
            code.loop("i", 0, whole, lanes);
            vector.declare("v", vector.load(x.array(), at("i", x.index(0, 0, 0))));
            for (int r = 0; r < rows; r++) {
                vector.multiplyAdd("a" + r, "v", vector.load("weight", "q" + r + " + i"));
            }
            code.end();
        }
        for (int r = 0; r < rows; r++) {
            code.line("float s%d = a%d.reduceLanes(VectorOperators.ADD)", r, r);
        }
        if (whole < inputs) {
            code.loop("i", whole, inputs, 1);
            code.line("float v = %s[%s]", x.array(), at("i", x.index(0, 0, 0)));
            for (int r = 0; r < rows; r++) {
                code.line(arithmetic.mac("s" + r, "weight[q" + r + " + i]", "v"));
            }
            code.end();
        }
        for (int r = 0; r < rows; r++) {
            if (dense.bias().isPresent()) {
                code.line("s%d += bias[%s]", r, at("r", r));
            }
            String element = at(plane == 1 ? "r" : "r * " + plane, y.index(0, 0, 0) + r * plane);
            code.line("%s[%s] = %s", y.array(), element, Arithmetic.activate(dense.activation(), "s" + r, at("r", r)));
        }
        return List.of(code.build());
    }
}
