package io.github.cnnc.compiler.layer;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a kind of layer.
 *
 * @param name canonical, lower case
 * @param synonyms other spellings, lower case: the lecture's letters
 * @param type what values it takes
 * @param defaultValue what it is where nothing is given; of the Java type that {@code type} converts to
 * @param shown the default as it would be written
 * @param required whether it must be given
 * @param doc what it means
 */
public record LayerParameter(
        String name,
        List<String> synonyms,
        ArgumentType type,
        Optional<Object> defaultValue,
        String shown,
        boolean required,
        String doc) {

    /** A parameter that must be given. */
    static LayerParameter required(String name, String synonym, ArgumentType type, String doc) {
        return new LayerParameter(name, synonyms(synonym), type, Optional.empty(), "", true, doc);
    }

    /** A parameter with a default. */
    static LayerParameter of(
            String name, String synonym, ArgumentType type, Object defaultValue, String shown, String doc) {
        return new LayerParameter(name, synonyms(synonym), type, Optional.of(defaultValue), shown, false, doc);
    }

    /** A parameter that may be absent, where absence means something of its own. */
    static LayerParameter optional(String name, String synonym, ArgumentType type, String shown, String doc) {
        return new LayerParameter(name, synonyms(synonym), type, Optional.empty(), shown, false, doc);
    }

    private static List<String> synonyms(String synonym) {
        return synonym.isEmpty() ? List.of() : List.of(synonym);
    }

    @Override
    public String toString() {
        return required ? name : name + "=" + shown;
    }
}
