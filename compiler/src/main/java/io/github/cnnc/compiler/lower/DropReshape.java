package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets fully connected layers read through a reshape: they flatten in the same order. What nothing reads then goes. */
final class DropReshape implements Pass {

    @Override
    public String name() {
        return "drop-reshape";
    }

    @Override
    public Program run(Program program) {
        Map<Integer, Integer> through = new HashMap<>();
        List<Op> ops = new ArrayList<>();
        for (Op op : program.ops()) {
            if (op instanceof Op.Reshape reshape) {
                through.put(reshape.output(), through.getOrDefault(reshape.input(), reshape.input()));
            }
            ops.add(
                    op instanceof Op.Dense d && through.containsKey(d.input())
                            ? new Op.Dense(
                                    through.get(d.input()),
                                    d.output(),
                                    d.weight(),
                                    d.bias(),
                                    d.activation(),
                                    d.provenance())
                            : op);
        }
        Map<Integer, Integer> reads = Rewrite.reads(program.withOps(ops));
        ops.removeIf(op -> op instanceof Op.Reshape && !reads.containsKey(op.output()));
        return program.withOps(ops);
    }
}
