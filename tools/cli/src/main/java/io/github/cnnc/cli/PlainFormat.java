package io.github.cnnc.cli;

import java.util.Locale;

/** How an answer is written that has no table. */
enum PlainFormat {
    TEXT,
    JSON;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
