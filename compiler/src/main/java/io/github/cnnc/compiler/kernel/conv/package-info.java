/**
 * Direct convolution, and fully connected layers as such: register tiles of output pixels and filters.
 */
package io.github.cnnc.compiler.kernel.conv;
