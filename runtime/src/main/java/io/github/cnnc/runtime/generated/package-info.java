/**
 * What generated classes call: the class they extend, the memory and threads of a run, and what arranges weights for their kernels.
 * Programs call {@link io.github.cnnc.runtime.Model} instead; this package may change with every version.
 *
 * <p>Imports the user's package, which knows nothing of this one, and the JDK.
 */
package io.github.cnnc.runtime.generated;
