package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.OperationKey;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures the operations of a plan under the schedules that are worth it; equal operations once. */
public final class Tuner {

    /** What another schedule must take at most of the time of the cost model's choice, to be taken instead: less is noise. */
    private static final double CLEARLY_FASTER = 0.97;

    /** Bytes of weights up to which all contenders are in memory at once. */
    private static final long TOGETHER = 64 << 20;

    private final Stopwatch stopwatch;

    /** A tuner that measures generated code on this machine. */
    public Tuner() {
        this(GeneratedContender::operation);
    }

    Tuner(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    /**
     * Measures each distinct operation that has a choice.
     *
     * @param plan the cost model's
     * @param progress is told of each when it is done
     * @return in the order of the plan
     */
    public List<Decision> tune(Plan plan, Consumer<Decision> progress) {
        Map<String, List<Step.Compute>> operations = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            if (step instanceof Step.Compute compute) {
                operations
                        .computeIfAbsent(OperationKey.of(compute.site().operation()), key -> new ArrayList<>())
                        .add(compute);
            }
        }
        List<Decision> decisions = new ArrayList<>();
        operations.forEach((key, steps) -> decide(key, steps, plan).ifPresent(decision -> {
            decisions.add(decision);
            progress.accept(decision);
        }));
        return decisions;
    }

    private Optional<Decision> decide(String key, List<Step.Compute> steps, Plan plan) {
        Op op = steps.get(0).op();
        Schedule estimated = steps.get(0).schedule();
        List<Schedule> shortlist =
                Shortlist.of(steps.get(0).site().operation(), plan.options().target(), estimated);
        Optional<Program> single = SingleOperation.of(op, plan.program());
        if (single.isEmpty() || shortlist.size() == 1) {
            return Optional.empty();
        }
        List<Supplier<Contender>> contenders = shortlist.stream()
                .<Supplier<Contender>>map(schedule -> () -> stopwatch.ready(op, single.get(), plan.options(), schedule))
                .toList();
        long[] nanos = weightBytes(single.get()) > TOGETHER
                ? Race.oneByOne(contenders)
                : Race.together(contenders.stream().map(Supplier::get).toList());
        int fastest = 0;
        for (int i = 1; i < nanos.length; i++) {
            if (nanos[i] < nanos[fastest] && nanos[i] <= CLEARLY_FASTER * nanos[0]) {
                fastest = i;
            }
        }
        return Optional.of(new Decision(
                key,
                steps.stream().map(step -> step.provenance().layer()).toList(),
                estimated,
                shortlist.get(fastest),
                nanos[0],
                nanos[fastest],
                nanos.length));
    }

    private static long weightBytes(Program program) {
        return 4 * program.tensors().stream().mapToLong(TensorSpec::size).sum();
    }
}
