package io.github.cnnc.compiler.draw;

import java.util.OptionalInt;

/**
 * How a drawing is shown.
 *
 * @param names whether the name of each layer is written, too
 * @param width of an SVG, in pixels; as large as its words need where it is not given
 */
public record Page(Theme theme, boolean names, OptionalInt width) {

    /** As wide as the drawing needs, without names of layers. */
    public static Page of(Theme theme) {
        return new Page(theme, false, OptionalInt.empty());
    }
}
