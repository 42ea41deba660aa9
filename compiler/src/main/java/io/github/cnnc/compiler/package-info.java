/**
 * The compiler's front door: {@link io.github.cnnc.compiler.Cnnc} compiles, {@link
 * io.github.cnnc.compiler.Compilation} holds what came of it. Imports every phase.
 */
package io.github.cnnc.compiler;
