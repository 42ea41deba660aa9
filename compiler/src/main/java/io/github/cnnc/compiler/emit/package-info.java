/**
 * Java source from a plan: one class per network, one method per kernel, everything literal.
 *
 * <p>Enters: a {@link io.github.cnnc.compiler.plan.Plan}. Leaves: a {@link io.github.cnnc.compiler.emit.JavaSource}, the same
 * bytes for the same plan. The families write the kernels, this package puts them into a class. What it writes is Java 8 without lambdas, generic inference or nested {@code ?:} of mixed
 * types, which Janino and javac both compile. Imports {@code plan}, {@code kernel}, {@code codegen},
 * {@code layout}, {@code machine}, {@code ir} and JavaPoet, which no other package may.
 */
package io.github.cnnc.compiler.emit;
