/**
 * How a lowered network will run: the schedule of every operation, the memory layout, halo and place of every value,
 * and the copies between them.
 *
 * <p>Enters: an {@link io.github.cnnc.compiler.ir.Program} and {@link io.github.cnnc.compiler.plan.PlanOptions}.
 * Leaves: a {@link io.github.cnnc.compiler.plan.Plan}, which decides everything; emitters only read it. What
 * schedules there are, where they are legal and what they cost is known to the families of kernels; a
 * {@link io.github.cnnc.compiler.plan.Scheduler} picks one. Imports {@code ir}, {@code layer}, {@code machine}, {@code layout},
 * {@code kernel} and the runtime's volumes.
 */
package io.github.cnnc.compiler.plan;
