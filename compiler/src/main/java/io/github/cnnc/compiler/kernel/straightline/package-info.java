/**
 * Small operations without a loop.
 */
package io.github.cnnc.compiler.kernel.straightline;
