package io.github.cnnc.cli;

import io.github.cnnc.compiler.draw.Theme;
import java.util.Locale;

/** The page of a drawing, as it is typed. */
enum DrawTheme {
    LIGHT(Theme.LIGHT),
    DARK(Theme.DARK);

    private final Theme theme;

    DrawTheme(Theme theme) {
        this.theme = theme;
    }

    /** Its colours. */
    Theme theme() {
        return theme;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
