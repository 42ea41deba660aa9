/**
 * Runs one network on several engines side by side and prints a table. {@link io.github.cnnc.benchmarks.SideBySide} is the
 * program; it starts a JVM of its own for every engine ({@link io.github.cnnc.benchmarks.Child}).
 */
package io.github.cnnc.benchmarks;
