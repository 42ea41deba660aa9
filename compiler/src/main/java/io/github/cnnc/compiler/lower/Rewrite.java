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
    static Optional<Op> activated(Op op, Activation a, int output) {
        if (op instanceof Op.Conv c && c.activation().isNone()) {
            return Optional.of(new Op.Conv(
                    c.input(), output, c.window(), c.padMode(), c.groups(), c.weight(), c.bias(), a, c.site()));
        }
        if (op instanceof Op.Dense d && d.activation().isNone()) {
            return Optional.of(new Op.Dense(d.input(), output, d.weight(), d.bias(), a, d.site()));
        }
        if (op instanceof Op.MaxPool p && p.activation().isNone()) {
            return Optional.of(new Op.MaxPool(p.input(), output, p.window(), a, p.site()));
        }
        if (op instanceof Op.AvgPool p && p.activation().isNone()) {
            return Optional.of(new Op.AvgPool(p.input(), output, p.window(), p.countPad(), a, p.site()));
        }
        if (op instanceof Op.Affine f && f.activation().isNone()) {
            return Optional.of(new Op.Affine(f.input(), output, f.scale(), f.shift(), a, f.site()));
        }
        if (op instanceof Op.Stencil s && s.activation().isNone()) {
            return Optional.of(new Op.Stencil(s.input(), output, s.window(), s.padMode(), s.kernel(), a, s.site()));
        }
        if (op instanceof Op.Add s && s.activation().isNone()) {
            return Optional.of(new Op.Add(s.inputs(), output, a, s.site()));
        }
        if (op instanceof Op.Multiply m && m.activation().isNone()) {
            return Optional.of(new Op.Multiply(m.inputs(), output, a, m.site()));
        }
        return Optional.empty();
    }
}
