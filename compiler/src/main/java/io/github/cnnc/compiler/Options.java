package io.github.cnnc.compiler;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.elaborate.Definitions;
import io.github.cnnc.compiler.plan.PlanOptions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the caller says beside the file.
 *
 * @param definitions values for parameters and free names: {@code N} to {@code 2}, expressions of the notation
 * @param input a size like {@code 32x32x3} in place of the file's
 * @param unroll how much the generated code is unrolled
 * @param allowed warnings that are not given, as by {@code allow} in the file
 */
public record Options(
        Map<String, String> definitions, Optional<String> input, PlanOptions.Unroll unroll, Set<Code> allowed) {

    /** Nothing beside the file. */
    public static final Options NONE = new Options(Map.of(), Optional.empty(), PlanOptions.Unroll.AUTO, Set.of());

    public Options {
        definitions = new LinkedHashMap<>(definitions);
        allowed = Set.copyOf(allowed);
    }

    /** The same with one more definition. */
    public Options define(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(definitions);
        more.put(name, value);
        return new Options(more, input, unroll, allowed);
    }

    /** The same with this input. */
    public Options input(String size) {
        return new Options(definitions, Optional.of(size), unroll, allowed);
    }

    /** The same with this much unrolling. */
    public Options unroll(PlanOptions.Unroll unroll) {
        return new Options(definitions, input, unroll, allowed);
    }

    /** The same with this warning not given. */
    public Options allow(Code warning) {
        Set<Code> more = new HashSet<>(allowed);
        more.add(warning);
        return new Options(definitions, input, unroll, more);
    }

    Definitions outside() {
        return new Definitions(definitions, input);
    }
}
