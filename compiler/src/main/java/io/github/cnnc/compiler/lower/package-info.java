/**
 * Checked network to lowered program: layers become operations, then passes turn one program into a better one. Passes
 * are pure and answer the same instance where nothing changes; the program is verified after each.
 *
 * <p>Enters: a {@code Network}. Leaves: an {@code ir.Program}. Imports {@code network}, {@code layer}, {@code ir}, and
 * {@code machine} for the passes that suit one target.
 */
package io.github.cnnc.compiler.lower;
