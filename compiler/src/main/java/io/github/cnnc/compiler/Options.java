package io.github.cnnc.compiler;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.elaborate.Definitions;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.compiler.plan.TunedSchedules;
import io.github.cnnc.runtime.generated.Simd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the caller says beside the file.
 *
 * @param definitions values for parameters and free names: {@code N} to {@code 2}, expressions of the notation
 * @param input a size like {@code 32x32x3} in place of the file's
 * @param unroll how much the generated code is unrolled
 * @param lanes floats in the widest vector that is used: 16, 8, 4, or 1 for plain Java; what this JVM has, if not given
 * @param allowed warnings that are not given, as by {@code allow} in the file
 * @param logits whether a last SOFTMAX is left out, so that scores leave and no probabilities
 * @param expects whether {@code expect} statements are compared with the network
 * @param includes folders whose files {@code use} and {@code labels} may read, beside the folder of the file that is compiled
 */
public record Options(
        Map<String, String> definitions,
        Optional<String> input,
        Unroll unroll,
        Set<Code> allowed,
        int lanes,
        Optional<TunedSchedules> schedules,
        boolean logits,
        boolean expects,
        List<Path> includes) {

    /** Nothing beside the file. */
    public static final Options NONE = new Options(
            Map.of(),
            Optional.empty(),
            Unroll.AUTO,
            Set.of(),
            Simd.vectorWidth(),
            Optional.empty(),
            false,
            true,
            List.of());

    public Options {
        definitions = new LinkedHashMap<>(definitions);
        allowed = Set.copyOf(allowed);
        includes = List.copyOf(includes);
    }

    /** The same with one more definition. */
    public Options define(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(definitions);
        more.put(name, value);
        return new Options(more, input, unroll, allowed, lanes, schedules, logits, expects, includes);
    }

    /** The same with this input. */
    public Options input(String size) {
        return new Options(
                definitions, Optional.of(size), unroll, allowed, lanes, schedules, logits, expects, includes);
    }

    /** The same with this much unrolling. */
    public Options unroll(Unroll unroll) {
        return new Options(definitions, input, unroll, allowed, lanes, schedules, logits, expects, includes);
    }

    /** The same with this warning not given. */
    public Options allow(Code warning) {
        Set<Code> more = new HashSet<>(allowed);
        more.add(warning);
        return new Options(definitions, input, unroll, more, lanes, schedules, logits, expects, includes);
    }

    /** The same with vectors of up to so many floats. */
    public Options lanes(int lanes) {
        return new Options(definitions, input, unroll, allowed, lanes, schedules, logits, expects, includes);
    }

    /** The same with schedules that were measured; see {@link Cnnc#schedules}. */
    public Options schedules(TunedSchedules schedules) {
        return new Options(
                definitions, input, unroll, allowed, lanes, Optional.of(schedules), logits, expects, includes);
    }

    /** The same without a last SOFTMAX: scores leave. A network that does not end in one is then an error. */
    public Options withLogits() {
        return new Options(definitions, input, unroll, allowed, lanes, schedules, true, expects, includes);
    }

    /** The same without comparing {@code expect} statements. */
    public Options withoutExpects() {
        return new Options(definitions, input, unroll, allowed, lanes, schedules, logits, false, includes);
    }

    /** The same with one more folder that {@code use} and {@code labels} may read from. */
    public Options include(Path folder) {
        List<Path> more = new ArrayList<>(includes);
        more.add(folder);
        return new Options(definitions, input, unroll, allowed, lanes, schedules, logits, expects, more);
    }

    Definitions outside() {
        return new Definitions(definitions, input, logits, expects);
    }
}
