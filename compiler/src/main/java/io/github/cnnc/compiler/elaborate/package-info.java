/**
 * Syntax tree to network. Names are resolved, parameters, repeats and blocks expanded, and, because an argument may
 * depend on the volume that enters its layer, every volume is computed on the way.
 *
 * <p>Enters: a {@code SyntaxTree} with what the caller defines. Leaves: a {@code Network}, or diagnostics. Imports
 * {@code syntax}, {@code value}, {@code layer}, {@code network}, {@code diagnostic}; {@code parse} for used files.
 */
package io.github.cnnc.compiler.elaborate;
