package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a convolution from an activation that takes a polynomial: a tile has dozens of vectors, and the code of as many polynomials would
 * be longer than the JIT compiler bears. For explicit SIMD alone.
 */
final class PartPolynomials implements Pass {

    @Override
    public String name() {
        return "part-polynomials";
    }

    @Override
    public Program run(Program program) {
        List<Volume> values = new ArrayList<>(program.values());
        List<Op> ops = new ArrayList<>();
        for (Op op : program.ops()) {
            boolean convolution = op instanceof Op.Conv || op instanceof Op.FusedConv;
            if (convolution && ((Op.Activated) op).activation().isTranscendental()) {
                Op.Activated whole = (Op.Activated) op;
                Op bare = whole.with(Activation.NONE, values.size());
                values.add(program.values().get(op.output()));
                ops.add(bare);
                ops.add(new Op.Activate(bare.output(), op.output(), whole.activation(), op.provenance()));
            } else {
                ops.add(op);
            }
        }
        return values.size() == program.values().size() ? program : program.withOps(values, ops);
    }
}
