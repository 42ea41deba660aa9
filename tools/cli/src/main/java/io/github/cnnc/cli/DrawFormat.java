package io.github.cnnc.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a drawing is written. */
enum DrawFormat {
    SVG("svg", true),
    PDF("pdf", true),
    PNG("png", true),
    MERMAID("mmd", false),
    DOT("dot", false);

    private final String suffix;
    private final boolean picture;

    DrawFormat(String suffix, boolean picture) {
        this.suffix = suffix;
        this.picture = picture;
    }

    /** The format that a file's name asks for. */
    static Optional<DrawFormat> ofName(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(f -> name.endsWith("." + f.suffix))
                .findFirst();
    }

    /** Whether everything has its place in it, and it has a width; of the others a program makes a picture. */
    boolean isPicture() {
        return picture;
    }

    /** Whether it is no text. */
    boolean isBinary() {
        return this == PDF || this == PNG;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
