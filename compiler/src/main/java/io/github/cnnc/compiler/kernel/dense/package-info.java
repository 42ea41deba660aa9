/**
 * Fully connected layers as the product of a matrix and a vector.
 */
package io.github.cnnc.compiler.kernel.dense;
