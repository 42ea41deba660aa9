/**
 * Families of kernels, one package each, which hold all that is known of them: the schedules there are, where each is legal and why not,
 * its cost, the layouts and the scratch it needs, how its weights are packed, how its work is divided, and the code.
 *
 * <p>Here is what they have in common: {@link io.github.cnnc.compiler.kernel.Schedule}, the one interface that planning and emitting ask,
 * and {@link io.github.cnnc.compiler.kernel.Families}, which families there are for each operation. Imports {@code ir}, {@code layer},
 * {@code machine}, {@code layout} and {@code codegen}.
 */
package io.github.cnnc.compiler.kernel;
