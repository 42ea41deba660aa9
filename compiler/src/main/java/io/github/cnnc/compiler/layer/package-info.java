/**
 * The layers of the notation. A layer lives in one place: signature (arguments, defaults, documentation), shape rule,
 * parameter count, reference evaluation. {@link io.github.cnnc.compiler.layer.LayerKinds} lists them.
 *
 * <p>Enters: evaluated arguments and the volume that enters the layer. Leaves: a {@code Layer} with every number
 * decided, or diagnostics with solved fixes. Imports {@code value}, {@code syntax} (for places), {@code diagnostic},
 * {@code source} and the runtime's {@code Volume}.
 */
package io.github.cnnc.compiler.layer;
