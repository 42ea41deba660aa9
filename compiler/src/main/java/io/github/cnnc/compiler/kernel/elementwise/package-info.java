/**
 * Operations on each element by itself.
 */
package io.github.cnnc.compiler.kernel.elementwise;
