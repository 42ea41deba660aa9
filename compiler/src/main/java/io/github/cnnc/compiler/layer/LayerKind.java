package io.github.cnnc.compiler.layer;

import java.util.List;

/** A kind of layer that can be written in a chain. */
public interface LayerKind {

    /** Its name, arguments, defaults and documentation. */
    Signature signature();

    /**
     * The layers that a call of this kind stands for, one after another; none where something does not fit, which has
     * then been reported.
     */
    List<Layer> build(LayerSite site);
}
