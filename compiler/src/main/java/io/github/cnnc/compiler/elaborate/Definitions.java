package io.github.cnnc.compiler.elaborate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller of the compiler says: {@code -D name=value}, {@code --input}, {@code --logits} and {@code --no-expect}.
 *
 * @param values expressions by name
 * @param input a size that takes the place of the {@code input} statement's
 * @param logits whether the last SOFTMAX is left out
 * @param expects whether {@code expect} statements are compared with the network
 */
public record Definitions(Map<String, String> values, Optional<String> input, boolean logits, boolean expects) {

    public Definitions {
        values = new LinkedHashMap<>(values);
    }

    /** The same with this input. */
    public Definitions input(String size) {
        return new Definitions(values, Optional.of(size), logits, expects);
    }
}
