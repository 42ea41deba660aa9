package io.github.cnnc.compiler.elaborate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller of the compiler defines: {@code -D name=value} and {@code --input}.
 *
 * @param values expressions by name
 * @param input a size that takes the place of the {@code input} statement's
 */
public record Definitions(Map<String, String> values, Optional<String> input) {

    /** Nothing defined. */
    public static final Definitions NONE = new Definitions(Map.of(), Optional.empty());

    public Definitions {
        values = new LinkedHashMap<>(values);
    }
}
