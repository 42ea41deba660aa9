/**
 * How a lowered network will run: the schedule of every operation, the memory layout, halo and place of every value,
 * and the copies between them.
 *
 * <p>Enters: an {@link io.github.cnnc.compiler.ir.Program} and {@link io.github.cnnc.compiler.plan.PlanOptions}.
 * Leaves: a {@link io.github.cnnc.compiler.plan.Plan}, which decides everything; emitters only read it. A schedule is
 * data, apart from the operation; {@link io.github.cnnc.compiler.plan.Schedules} says which are legal and why not, a
 * {@link io.github.cnnc.compiler.plan.Scheduler} picks one. Imports {@code ir}, {@code layer} and the runtime's
 * volumes.
 */
package io.github.cnnc.compiler.plan;
