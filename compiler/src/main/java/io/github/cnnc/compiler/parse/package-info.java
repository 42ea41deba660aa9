/**
 * Text to syntax tree. Enters: a {@code SourceFile}. Leaves: a {@code SyntaxTree}, or diagnostics; for what must
 * keep the text, as the formatter does, a {@code ConcreteFile}. The only package that sees ANTLR.
 */
package io.github.cnnc.compiler.parse;
