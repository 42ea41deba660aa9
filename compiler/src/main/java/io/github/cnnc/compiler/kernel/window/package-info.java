/**
 * Windows over each channel by itself: depthwise convolution, constant stencils, pooling. Imports {@code conv} for the columns that
 * tiles read.
 */
package io.github.cnnc.compiler.kernel.window;
