package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts an activation into the epilogue of the operation before it, where nothing else reads that one's result. */
final class FuseActivation implements Pass {

    @Override
    public String name() {
        return "fuse-activation";
    }

    @Override
    public Program run(Program program) {
        Map<Integer, Integer> reads = Rewrite.reads(program);
        Map<Integer, Integer> writer = new HashMap<>();
        List<Op> ops = new ArrayList<>();
        for (Op op : program.ops()) {
            if (op instanceof Op.Activate activate
                    && reads.get(activate.input()) == 1
                    && writer.containsKey(activate.input())) {
                int at = writer.get(activate.input());
                Optional<Op> fused = Rewrite.activated(ops.get(at), activate.activation(), activate.output());
                if (fused.isPresent()) {
                    ops.set(at, fused.get());
                    writer.put(activate.output(), at);
                    continue;
                }
            }
            writer.put(op.output(), ops.size());
            ops.add(op);
        }
        return program.withOps(ops);
    }
}
