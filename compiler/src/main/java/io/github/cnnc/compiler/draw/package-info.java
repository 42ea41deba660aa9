/**
 * Pictures of a network: SVG for a slide, Mermaid and DOT text for documents.
 *
 * <p>Enters: a {@code CheckedNetwork}. It becomes a {@link io.github.cnnc.compiler.draw.Drawing} (the chain of what is drawn: layers
 * merged into boxes, branches found, repeats folded), which the renderers write; only the SVG has a
 * {@link io.github.cnnc.compiler.draw.Layout}, where everything has its place. Leaves: text, the same bytes for the same network on
 * every machine; widths of words come from a table, not from the machine's fonts. Imports {@code check}, {@code network},
 * {@code layer} and the runtime's volumes.
 */
package io.github.cnnc.compiler.draw;
