package io.github.cnnc.compiler.explain;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.Choice;
import io.github.cnnc.compiler.plan.Step;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step of a plan.
 *
 * @param choice why it has its schedule; none for copies and halos
 * @param bytecode bytes of bytecode of all its methods, where they could be measured; steps with the same kernel share it
 * @param largestMethod bytes of the largest of them; HotSpot compiles none of 8,000
 * @param macs multiply-accumulates of the direct convolution or fully connected layer; 0 for all others
 * @param weightBytes bytes of weights as they lie in memory
 * @param workspaceBytes bytes of the arena that it reads or writes, with what it has to itself
 * @param inputBytes bytes of what it reads, weights not among them
 * @param outputBytes bytes of what it writes
 */
public record ExplainedStep(
        Step step,
        Optional<Choice> choice,
        OptionalInt bytecode,
        OptionalInt largestMethod,
        long macs,
        long weightBytes,
        long workspaceBytes,
        long inputBytes,
        long outputBytes) {

    /** The layer's name; of a fused operation those of both layers. */
    public String layer() {
        String name = step.provenance().layer();
        return step instanceof Step.Compute compute && compute.op() instanceof Op.FusedConv fused
                ? fused.conv().provenance().layer() + "+" + name
                : name;
    }

    /** {@code Conv}, {@code Copy}, {@code FillHalo}: what is done. */
    public String operation() {
        return step instanceof Step.Compute compute
                ? compute.op().getClass().getSimpleName()
                : step.getClass().getSimpleName();
    }

    /** The schedule up to its first comma, {@code vector conv}; the operation in lower case for what has none. */
    public String schedule() {
        return choice.map(c -> c.schedule().toString().split(", ", 2)[0])
                .orElseGet(() ->
                        step instanceof Step.FillHalo ? "halo" : operation().toLowerCase(Locale.ROOT));
    }

    /** What the schedule says after its first comma: the register tile and what is unrolled. */
    public String tile() {
        return choice.map(c -> c.schedule().toString().split(", ", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> parts[1])
                .orElse("");
    }

    /** Bytes that it must read or write however it is done. */
    public long bytesMoved() {
        return weightBytes + inputBytes + outputBytes;
    }
}
