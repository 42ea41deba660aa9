/**
 * The lowered network: operations over numbered values, nothing of the notation left. Lowering makes it, passes turn
 * one program into a better one, planning reads it. Imports {@code layer} for activation functions and pad modes, and
 * the runtime's volumes.
 */
package io.github.cnnc.compiler.ir;
