package io.github.cnnc.compiler;

import io.github.cnnc.compiler.elaborate.Definitions;
import io.github.cnnc.compiler.plan.PlanOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller says beside the file.
 *
 * @param definitions values for parameters and free names: {@code N} to {@code 2}, expressions of the notation
 * @param input a size like {@code 32x32x3} in place of the file's
 * @param unroll how much the generated code is unrolled
 */
public record Options(Map<String, String> definitions, Optional<String> input, PlanOptions.Unroll unroll) {

    /** Nothing beside the file. */
    public static final Options NONE = new Options(Map.of(), Optional.empty(), PlanOptions.Unroll.AUTO);

    public Options {
        definitions = new LinkedHashMap<>(definitions);
    }

    /** The same with one more definition. */
    public Options define(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(definitions);
        more.put(name, value);
        return new Options(more, input, unroll);
    }

    /** The same with this input. */
    public Options input(String size) {
        return new Options(definitions, Optional.of(size), unroll);
    }

    /** The same with this much unrolling. */
    public Options unroll(PlanOptions.Unroll unroll) {
        return new Options(definitions, input, unroll);
    }

    Definitions outside() {
        return new Definitions(definitions, input);
    }
}
