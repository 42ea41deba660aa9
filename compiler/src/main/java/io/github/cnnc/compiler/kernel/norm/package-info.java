/**
 * Softmax and local response normalisation.
 */
package io.github.cnnc.compiler.kernel.norm;
