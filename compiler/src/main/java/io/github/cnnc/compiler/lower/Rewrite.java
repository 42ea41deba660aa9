package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What several passes ask of a program and do to an operation. */
final class Rewrite {

    private Rewrite() {}

    /** How often each value is read, leaving the network counted as one. */
    static Map<Integer, Integer> reads(Program program) {
        Map<Integer, Integer> reads = new HashMap<>();
        program.ops().forEach(op -> op.inputs().forEach(v -> reads.merge(v, 1, Integer::sum)));
        reads.merge(program.output(), 1, Integer::sum);
        return reads;
    }

    /**
     * Puts operations into the one before them, where nothing else reads what is in between.
     *
     * @param merge answers, for the operation before and the one after it, the one that does both, if there is one
     */
    static Program merged(Program program, BiFunction<Op, Op.Unary, Optional<Op>> merge) {
        Map<Integer, Integer> reads = reads(program);
        Map<Integer, Integer> writer = new HashMap<>();
        List<Op> ops = new ArrayList<>();
        for (Op op : program.ops()) {
            if (op instanceof Op.Unary unary && reads.get(unary.input()) == 1 && writer.containsKey(unary.input())) {
                int at = writer.get(unary.input());
                Optional<Op> both = merge.apply(ops.get(at), unary);
                if (both.isPresent()) {
                    ops.set(at, both.get());
                    writer.put(op.output(), at);
                    continue;
                }
            }
            writer.put(op.output(), ops.size());
            ops.add(op);
        }
        return program.withOps(ops);
    }

    /** The operation with an activation in its epilogue, if it has room for one. */
    static Optional<Op> activated(Op op, Activation activation, int output) {
        return op instanceof Op.Activated before && before.activation().isNone() && !(op instanceof Op.Activate)
                ? Optional.of(before.with(activation, output))
                : Optional.empty();
    }
}
