/**
 * What kernels are written with: statements, arithmetic, vectors, literals, and how work is divided among threads. Text that no library
 * prints: {@code emit} does. Imports {@code ir} and {@code layer} for activation functions.
 */
package io.github.cnnc.compiler.codegen;
