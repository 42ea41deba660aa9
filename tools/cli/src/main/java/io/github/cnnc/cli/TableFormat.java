package io.github.cnnc.cli;

import java.util.Locale;

/** How the table of layers is written. */
enum TableFormat {
    TEXT,
    MARKDOWN,
    LATEX,
    CSV,
    JSON;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
