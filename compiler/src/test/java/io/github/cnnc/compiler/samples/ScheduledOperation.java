package io.github.cnnc.compiler.samples;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.OperationKey;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.lower.Passes;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Planner;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation of a network under one of its legal schedules.
 *
 * @param program the network, its operations joined and parted as for such a plan
 */
record ScheduledOperation(Op op, Program program, PlanOptions options, Key key) {

    /** What the code of its kernel depends on, whatever network it is in: the width of vectors, the operation's line, the schedule. */
    record Key(int lanes, String operation, Schedule schedule) {

        /**
         * The same for all whose code differs in little but numbers: for volumes and sizes of blocks that loops count to, and for the
         * widths of vectors in plans with a schedule that has none.
         */
        String kind() {
            return (operation + " | " + schedule).replaceAll("\\d+x\\d+x\\d+|blocks of \\d+", "");
        }

        @Override
        public String toString() {
            return operation + " | " + schedule + " | " + lanes + " lanes";
        }
    }

    /** Every legal schedule of every operation of a network. */
    static List<ScheduledOperation> of(Program optimised, PlanOptions options) {
        Program program = Passes.run(optimised, options.target());
        List<ScheduledOperation> all = new ArrayList<>();
        Planner.plan(program, options, (operation, legal) -> {
            String key = OperationKey.of(operation) + constants(operation.op());
            for (Schedule schedule : legal) {
                all.add(new ScheduledOperation(
                        operation.op(),
                        program,
                        options,
                        new Key(options.target().vectorWidth(), key, schedule)));
            }
            return legal.get(0);
        });
        return all;
    }

    /** Numbers that are literals in the code. */
    private static List<?> constants(Op op) {
        if (op instanceof Op.Normalize normalize) {
            return List.of(normalize.mean(), normalize.std());
        }
        return op instanceof Op.Stencil stencil ? stencil.kernel() : List.of();
    }

    @Override
    public String toString() {
        return program.name() + ", " + op.provenance().layer() + ": " + key;
    }
}
