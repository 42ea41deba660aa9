/**
 * The syntax tree: what a .cnn file says, with spans, nothing resolved. Records only; the parser makes them, elaboration
 * reads them. And the words that are reserved in it. Imports {@code source}.
 */
package io.github.cnnc.compiler.syntax;
