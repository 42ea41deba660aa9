package io.github.cnnc.compiler.emit;

import java.util.List;

/**
 * Writes the kernel of one kind of operation under one kind of schedule.
 *
 * <p>Each block is the body of a static method of its own; they run one after the other, the next when all of one is done. In scope are the arrays that
 * the step's placements name and the step's weights as {@link Kernels#weightNames} calls them.
 */
interface KernelEmitter<S> {

    List<KernelBody> bodies(S step, Arithmetic arithmetic);
}
