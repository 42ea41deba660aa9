package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.layer.PadMode;
import java.util.List;
import java.util.Optional;

/** One thing a run does; each becomes a kernel. */
public sealed interface Step {

    /** The layer it is for. */
    Provenance provenance();

    /** The place written. */
    Placement output();

    /**
     * Runs an operation.
     *
     * @param inputs where it reads, in the order of the operation's inputs
     * @param scratch memory of its own while it runs
     * @param sums the floats of each of the short arrays of its own, {@code sums}, in which it computes
     * @param weights the arrays of weights it reads
     */
    record Compute(
            Op op,
            Schedule schedule,
            List<Placement> inputs,
            Placement output,
            Optional<Placement> scratch,
            List<Integer> sums,
            List<Packed> weights)
            implements Step {
        public Compute {
            inputs = List.copyOf(inputs);
            sums = List.copyOf(sums);
            weights = List.copyOf(weights);
        }

        @Override
        public Provenance provenance() {
            return op.provenance();
        }
    }

    /** Copies a volume; halos are left as they are. */
    record Copy(Placement input, Placement output, Provenance provenance) implements Step {}

    /** Fills the halo of a place. */
    record FillHalo(Placement output, PadMode mode, Provenance provenance) implements Step {}
}
