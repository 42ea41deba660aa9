package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.runtime.Volume;
import java.util.Optional;

/** The limit of one volume: 2^31-1 elements, what a Java array can hold. */
final class Limits {

    private Limits() {}

    /** The volume that leaves a layer, unless it is too large. */
    static Optional<Volume> volume(LayerSite site, long width, long height, long depth) {
        boolean plane =
                width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE && width * height <= Integer.MAX_VALUE;
        if (plane && depth <= Integer.MAX_VALUE && width * height * depth <= Integer.MAX_VALUE) {
            return Optional.of(new Volume((int) width, (int) height, (int) depth));
        }
        site.report(Diagnostic.of(
                        Code.CNN062,
                        "the volume that leaves is too large",
                        site.arguments().call().name().span(),
                        width + "x" + height + "x" + depth + " has more than 2^31-1 elements")
                .in(site.arguments().call().span())
                .because(site.origin().span(), site.origin().text()));
        return Optional.empty();
    }
}
