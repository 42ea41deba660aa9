package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/**
 * Writes the kernel of one kind of operation under one kind of schedule.
 *
 * <p>Each block is the body of a static method of its own; they run one after the other. In scope are the arrays that
 * the step's placements name and the step's weights as {@link Kernels#weightNames} calls them.
 */
interface KernelEmitter<S> {

    List<CodeBlock> bodies(S step, Arithmetic arithmetic);

    /**
     * How many pieces of work one of its bodies can be divided into, or 0 where it cannot. Where it can, the body does one piece, {@code
     * u}, and pieces may run at the same time; those of the next body run when all are done. A piece should take microseconds: HotSpot compiles a method well after some
     * thousand calls, and badly in the middle of a loop.
     */
    default int units(S step, int body) {
        return 0;
    }
}
