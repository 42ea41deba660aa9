/**
 * Operations that take elements from elsewhere as they are, and the copies and halos that plans need.
 */
package io.github.cnnc.compiler.kernel.move;
