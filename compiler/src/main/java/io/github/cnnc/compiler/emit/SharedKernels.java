package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.codegen.Arguments;
import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which kernels the layers of a plan share, and in which sizes those that share one differ.
 *
 * <p>A network has many layers and few kinds of them. HotSpot takes tenths of a second for each kernel, and much memory, and
 * compiles late what runs seldom: one kernel for all layers of a kind is worth more than the constants of each.
 */
final class SharedKernels {

    /** For each kernel the sizes in which its callers differ. */
    private final Map<String, Set<String>> varying = new HashMap<>();

    private SharedKernels() {}

    /** Asks every step of a plan for its kernels. */
    static SharedKernels of(Plan plan, Arithmetic arithmetic) {
        SharedKernels shared = new SharedKernels();
        Map<String, Map<String, Integer>> first = new HashMap<>();
        Helpers census = new Helpers() {
            @Override
            public String method(String suggestion, List<String> parameters, Code body) {
                return suggestion;
            }

            @Override
            public String call(String suggestion, Arguments arguments, Code body) {
                String key = key(arguments, body);
                Map<String, Integer> before = first.putIfAbsent(key, arguments.sizes());
                if (before != null) {
                    Set<String> differ = shared.varying.computeIfAbsent(key, k -> new HashSet<>());
                    arguments.sizes().forEach((name, size) -> {
                        if (!before.get(name).equals(size)) {
                            differ.add(name);
                        }
                    });
                }
                return suggestion;
            }
        };
        if (plan.options().target().hasVectors()) {
            for (Step step : plan.steps()) {
                Kernel.bodies(step, new KernelContext(arithmetic, census));
            }
        }
        return shared;
    }

    /** The sizes in which the callers of a kernel differ. */
    Set<String> varying(Arguments arguments, Code body) {
        return varying.getOrDefault(key(arguments, body), Set.of());
    }

    private static String key(Arguments arguments, Code body) {
        return arguments.parameters() + " " + arguments.sizes().keySet() + "\n" + body.text();
    }
}
