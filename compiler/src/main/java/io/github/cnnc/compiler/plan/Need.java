package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.layer.PadMode;

/** What an operation under its schedule asks of the layout of what it reads. */
sealed interface Need {

    /** Any layout; what is in a halo is not read. */
    record Any() implements Need {}

    /** Elements one after the other, no halo. */
    record Dense() implements Need {}

    /** A halo of at least this size, filled in this mode. */
    record Padded(PadMode mode, Halo halo) implements Need {}

    /** What {@code op} needs of its inputs; all of them the same. */
    static Need of(Op op, Schedule schedule, Program program) {
        if (schedule instanceof Schedule.StraightLine) {
            return new Any();
        }
        if (op instanceof Op.Conv conv) {
            return padded(conv.padMode(), conv, program);
        }
        if (op instanceof Op.Stencil stencil) {
            return padded(stencil.padMode(), stencil, program);
        }
        return op instanceof Op.Dense ? new Dense() : new Any();
    }

    private static Need padded(PadMode mode, Op.Unary op, Program program) {
        Halo halo = Halo.reach(
                Schedules.window(op).orElseThrow(),
                program.values().get(op.input()),
                program.values().get(op.output()));
        return halo.isNone() ? new Any() : new Padded(mode, halo);
    }
}
