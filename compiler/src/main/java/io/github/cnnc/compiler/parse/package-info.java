/**
 * Text to syntax tree. Enters: a {@code SourceFile}. Leaves: a {@code SyntaxTree}, or diagnostics. The only package that
 * sees ANTLR.
 */
package io.github.cnnc.compiler.parse;
