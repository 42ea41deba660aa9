/**
 * What changed from one network to another. Enters: two {@code CheckedNetwork}s. Leaves: a {@code Comparison}. Imports
 * {@code check} and {@code network}.
 */
package io.github.cnnc.compiler.compare;
