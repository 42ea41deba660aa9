package io.github.cnnc.compiler.layer;

import java.util.List;
import java.util.function.Function;

/** A kind of layer that fits everywhere. */
record SimpleKind(Signature signature, Function<LayerSite, Layer> builder) implements LayerKind {

    static LayerKind of(Signature signature, Function<LayerSite, Layer> builder) {
        return new SimpleKind(signature, builder);
    }

    @Override
    public List<Layer> build(LayerSite site) {
        return List.of(builder.apply(site));
    }
}
