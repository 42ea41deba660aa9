package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.layout.BufferView;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network runs.
 *
 * @param program the network after every pass
 * @param options what was asked for
 * @param steps what a run does, in order
 * @param placements where each value is written
 * @param arenaFloats the size of the arena
 * @param scratchFloats the most floats that one step has to itself; in the arena, and for more threads once each
 * @param scratchRows the floats of each short array that steps compute in, once for each thread
 * @param liveLowerBoundFloats the most floats of the arena live at one step: no arena for these steps is smaller
 */
public record Plan(
        Program program,
        PlanOptions options,
        List<Step> steps,
        Map<Integer, BufferView> placements,
        int arenaFloats,
        int scratchFloats,
        List<Integer> scratchRows,
        long liveLowerBoundFloats) {

    /**
     * Multiply-adds below which threads do not share a network's work: with two, the 416,520 of LeNet-5 took 13 us instead of 10, for
     * they wait for each other after every step.
     */
    private static final long ALONE = 500_000;

    public Plan {
        steps = List.copyOf(steps);
        scratchRows = List.copyOf(scratchRows);
        placements = Collections.unmodifiableMap(new LinkedHashMap<>(placements));
    }

    /** Whether one thread is faster than several. */
    public boolean alone() {
        return !options.divided()
                && program.ops().stream()
                                .mapToLong(op -> Work.terms(op, program))
                                .sum()
                        < ALONE;
    }
}
