package io.github.cnnc.cli;

import java.util.Locale;

/** How {@code check} answers. */
enum CheckFormat {
    TEXT,
    JSON,
    /** Annotations of a GitHub workflow. */
    GITHUB;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
