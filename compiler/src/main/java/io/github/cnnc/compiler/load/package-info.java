/**
 * Classes from generated source, in memory.
 *
 * <p>Enters: a {@link io.github.cnnc.compiler.emit.JavaSource}. Leaves: a {@link io.github.cnnc.compiler.load.LoadedClass}, every
 * method of which HotSpot will compile. Imports {@code emit} for the source, the runtime, and Janino, which no other package may.
 */
package io.github.cnnc.compiler.load;
