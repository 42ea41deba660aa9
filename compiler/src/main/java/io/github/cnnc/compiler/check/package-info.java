/**
 * What remains to be checked of an expanded network: counts and their limits, labels, what the file expects of it.
 *
 * <p>Enters: an {@code Elaborated}. Leaves: a {@code CheckedNetwork}, or diagnostics. Imports {@code elaborate},
 * {@code network}, {@code layer}, {@code value}, {@code diagnostic}.
 */
package io.github.cnnc.compiler.check;
