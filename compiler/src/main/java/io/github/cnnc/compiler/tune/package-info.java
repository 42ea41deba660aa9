/**
 * Measures schedules on this machine: each distinct operation of a plan by itself under the cheapest schedules of different
 * kinds, whole networks side by side, and what the machine can do at most. Imports {@code plan}, {@code kernel}, {@code machine}, {@code ir}, {@code emit},
 * {@code load}, {@code layer} for pad modes and activation functions, and the runtime.
 */
package io.github.cnnc.compiler.tune;
