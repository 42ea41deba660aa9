/**
 * Convolution by Winograd's minimal filtering. Imports {@code conv} for shapes and products.
 */
package io.github.cnnc.compiler.kernel.winograd;
