package io.github.cnnc.cli;

import java.util.Locale;

/** How a table is written. */
enum Format {
    TEXT,
    MARKDOWN,
    JSON;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
