package io.github.cnnc.compiler.compare;

import io.github.cnnc.compiler.check.LayerRow;

/** What became of a layer. */
public sealed interface LayerChange {

    /** It stayed; its name may be another, because layers are numbered in order of appearance. */
    record Same(LayerRow before, LayerRow after) implements LayerChange {}

    /** Its arguments, volumes or figures are others, or it reads from other layers. */
    record Changed(LayerRow before, LayerRow after) implements LayerChange {}

    /** Only the first network has it. */
    record Removed(LayerRow before) implements LayerChange {}

    /** Only the second network has it. */
    record Added(LayerRow after) implements LayerChange {}
}
