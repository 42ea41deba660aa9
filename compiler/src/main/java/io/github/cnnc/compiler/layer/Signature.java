package io.github.cnnc.compiler.layer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arguments of a kind of layer.
 *
 * @param name the canonical spelling; names are matched without regard to case
 * @param doc one line for the reference
 */
public record Signature(String name, String doc, List<LayerParameter> parameters) {

    public Signature {
        parameters = List.copyOf(parameters);
    }

    /** A signature. */
    public static Signature of(String name, String doc, LayerParameter... parameters) {
        return new Signature(name, doc, List.of(parameters));
    }

    /** The parameter of this name or synonym, in any case. */
    public Optional<LayerParameter> parameter(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return parameters.stream()
                .filter(p -> p.name().equals(wanted) || p.synonyms().contains(wanted))
                .findFirst();
    }

    /** {@code CONV(filters, kernel=3x3, ...)}. */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? name
                : name + "("
                        + String.join(
                                ", ",
                                parameters.stream()
                                        .map(LayerParameter::toString)
                                        .toList()) + ")";
    }
}
