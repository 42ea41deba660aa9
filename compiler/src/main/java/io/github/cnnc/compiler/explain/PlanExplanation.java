package io.github.cnnc.compiler.explain;

import io.github.cnnc.compiler.emit.Emitter;
import io.github.cnnc.compiler.emit.KernelMethod;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.kernel.PackedWeight;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.BufferView.Buffer;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.load.MethodSizes;
import io.github.cnnc.compiler.plan.Choice;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.compiler.plan.TunedScheduler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A plan, step by step, with the reasons for it. */
public record PlanExplanation(Plan plan, List<ExplainedStep> steps) {

    private static final String PACKAGE = "io.github.cnnc.explained";
    private static final String CLASS = "Network";

    public PlanExplanation {
        steps = List.copyOf(steps);
    }

    /**
     * Explains a plan. Its class is generated and compiled for the bytes of its methods, but for vectors only where this JVM has
     * the module.
     *
     * @param scheduler the one that the plan was made with
     */
    public static PlanExplanation of(Plan plan, TunedScheduler scheduler) {
        boolean measurable = !plan.options().target().hasVectors()
                || ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        List<Set<KernelMethod>> kernels = measurable ? Emitter.methods(plan, PACKAGE, CLASS) : List.of();
        Map<String, Map<String, Integer>> sizes = measurable ? sizes(plan) : Map.of();
        List<ExplainedStep> steps = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Optional<Collection<Integer>> methods =
                    measurable ? Optional.of(sizes(kernels.get(i), sizes)) : Optional.empty();
            steps.add(explained(plan.steps().get(i), plan, scheduler, methods));
        }
        return new PlanExplanation(plan, steps);
    }

    /** How much larger the arena is than the most that is alive at one step; 1 is as small as can be. */
    public double ratio() {
        return plan.liveLowerBoundFloats() == 0 ? 1 : (double) plan.arenaFloats() / plan.liveLowerBoundFloats();
    }

    private static ExplainedStep explained(
            Step step, Plan plan, TunedScheduler scheduler, Optional<Collection<Integer>> methods) {
        OptionalInt bytes = methods.map(
                        all -> OptionalInt.of(all.stream().mapToInt(n -> n).sum()))
                .orElse(OptionalInt.empty());
        OptionalInt largest =
                methods.map(all -> all.stream().mapToInt(n -> n).max()).orElse(OptionalInt.empty());
        long output = bytes(step.output());
        if (!(step instanceof Step.Compute compute)) {
            List<BufferView> inputs = step instanceof Step.Copy copy ? List.of(copy.input()) : List.of();
            return new ExplainedStep(
                    step,
                    Optional.empty(),
                    bytes,
                    largest,
                    0,
                    0,
                    workspace(inputs, step.output()),
                    inputs.stream().mapToLong(PlanExplanation::bytes).sum(),
                    output);
        }
        List<BufferView> inputs = new ArrayList<>(compute.site().inputs());
        compute.site().scratch().ifPresent(inputs::add);
        boolean tuned = scheduler.isTuned(compute.site().operation(), compute.schedule());
        return new ExplainedStep(
                step,
                Optional.of(Choice.of(compute.site().operation(), plan.options().target(), compute.schedule(), tuned)),
                bytes,
                largest,
                Work.macs(compute.site().operation()),
                4 * compute.weights().stream().mapToLong(PackedWeight::floats).sum(),
                workspace(inputs, step.output()),
                compute.site().inputs().stream()
                        .mapToLong(PlanExplanation::bytes)
                        .sum(),
                output);
    }

    /** The network's own input and output do not count; what is read twice counts once. */
    private static long workspace(List<BufferView> inputs, BufferView output) {
        Set<BufferView> all = new LinkedHashSet<>(inputs);
        all.add(output);
        return all.stream()
                .filter(place -> place.buffer() != Buffer.IN && place.buffer() != Buffer.OUT)
                .mapToLong(place -> 4L * place.layout().floats())
                .sum();
    }

    private static long bytes(BufferView place) {
        return 4L * place.layout().volume().size();
    }

    private static Map<String, Map<String, Integer>> sizes(Plan plan) {
        Map<String, Map<String, Integer>> sizes = new HashMap<>();
        JaninoLoader.load(Emitter.emit(plan, PACKAGE, CLASS)).classFiles().forEach((name, bytes) -> {
            Map<String, Integer> byName = new HashMap<>();
            MethodSizes.of(bytes).forEach((method, size) -> byName.put(method.substring(0, method.indexOf('(')), size));
            sizes.put(name, byName);
        });
        return sizes;
    }

    private static Collection<Integer> sizes(Set<KernelMethod> kernel, Map<String, Map<String, Integer>> sizes) {
        return kernel.stream()
                .map(method -> sizes.get(method.className()).get(method.name()))
                .toList();
    }
}
