/**
 * The compiler's front door: Cnnc compiles, Compilation
 * io.github.cnnc.compiler.Compilation} holds what came of it. Imports every phase; only its subpackages import others.
 */
package io.github.cnnc.compiler;
