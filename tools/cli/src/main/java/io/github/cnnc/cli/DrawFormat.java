package io.github.cnnc.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a drawing is written. */
enum DrawFormat {
    SVG("svg"),
    MERMAID("mmd"),
    DOT("dot");

    private final String suffix;

    DrawFormat(String suffix) {
        this.suffix = suffix;
    }

    /** The format that a file's name asks for. */
    static Optional<DrawFormat> ofName(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(f -> name.endsWith("." + f.suffix))
                .findFirst();
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
