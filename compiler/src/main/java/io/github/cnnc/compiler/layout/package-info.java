/**
 * How volumes lie in memory: the order of their elements, strides, halos, and the buffers they lie in. Imports {@code ir} for windows,
 * {@code machine} for the largest array, and the runtime's volumes.
 */
package io.github.cnnc.compiler.layout;
