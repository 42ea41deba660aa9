/**
 * What code is generated for: the width of vectors, the registers, how far loops are unrolled, and the limits of generated code. Imports
 * nothing.
 */
package io.github.cnnc.compiler.machine;
