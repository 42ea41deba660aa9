/**
 * The canonical layout of a text. Enters: a {@code SourceFile}. Leaves: its text laid out, or diagnostics.
 *
 * <p>The way of a text: {@code parse} reads its words and comments; {@code Gaps} says what stands between the words;
 * {@code Statements}, {@code Chains} and {@code Expressions} make pieces of them, which know how wide they are;
 * {@code Printer} puts the pieces on a {@code Page}, which lines up columns and comments. Imports {@code parse},
 * {@code source}, {@code diagnostic}, and {@code layer} for the spelling of its names.
 */
package io.github.cnnc.compiler.format;
