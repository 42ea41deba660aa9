package io.github.cnnc.cli;

import java.util.LinkedHashMap;

/** Fields in the order they are added, for {@link JsonText}. */
final class JsonObject extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1;

    /** The same object with one more field. */
    JsonObject with(String name, Object value) {
        put(name, value);
        return this;
    }
}
