package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.PackedWeight;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.BufferView;
import java.util.List;

/** One thing a run does; each becomes a kernel. */
public sealed interface Step {

    /** The layer it is for. */
    Provenance provenance();

    /** The place written. */
    BufferView output();

    /**
     * Runs an operation.
     *
     * @param site the operation, and where it reads, writes and computes
     * @param scratchRows the floats of each of the short arrays of its own in which it computes
     * @param weights the arrays of weights it reads
     */
    record Compute(KernelSite site, Schedule schedule, List<Integer> scratchRows, List<PackedWeight> weights)
            implements Step {
        public Compute {
            scratchRows = List.copyOf(scratchRows);
            weights = List.copyOf(weights);
        }

        /** What is run. */
        public Op op() {
            return site.operation().op();
        }

        @Override
        public BufferView output() {
            return site.output();
        }

        @Override
        public Provenance provenance() {
            return op().provenance();
        }
    }

    /** Copies a volume; halos are left as they are. */
    record Copy(BufferView input, BufferView output, Provenance provenance) implements Step {}

    /** Fills the halo of a place. */
    record FillHalo(BufferView output, PadMode mode, Provenance provenance) implements Step {}
}
