package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.OperationKey;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.compiler.plan.TunedSchedules.Entry;
import io.github.cnnc.compiler.plan.TunedSchedules.Ignored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the schedules that were measured, where they are legal, and otherwise those of the cost model. What it chooses depends
 * on nothing but its arguments; for one plan, since it remembers what it was asked.
 */
public final class TunedScheduler implements Scheduler {

    private final Target target;
    private final Scheduler otherwise;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<Ignored> refused = new ArrayList<>();

    /** Only entries for the vector width of the target count, and none where it says how far to unroll. */
    public TunedScheduler(TunedSchedules tuned, Target target) {
        this.target = target;
        this.otherwise = new CostScheduler(target);
        if (target.unroll() == Unroll.AUTO) {
            tuned.entries().stream()
                    .filter(entry -> entry.lanes() == target.vectorWidth())
                    .forEach(entry -> entries.put(entry.operation(), entry));
        }
    }

    @Override
    public Schedule choose(Operation operation, List<Schedule> legal) {
        if (entries.isEmpty()) {
            return otherwise.choose(operation, legal);
        }
        String key = OperationKey.of(operation);
        Entry entry = entries.get(key);
        boolean first = asked.add(key);
        if (entry == null) {
            return otherwise.choose(operation, legal);
        }
        if (legal.contains(entry.schedule())) {
            return entry.schedule();
        }
        if (first) {
            refused.add(new Ignored(entry.place(), whyNot(entry.schedule(), operation)));
        }
        return otherwise.choose(operation, legal);
    }

    /** Only schedules that are made for such operations are asked why: others may have any numbers. */
    private String whyNot(Schedule schedule, Operation operation) {
        Optional<String> why = Schedules.candidates(operation, target).contains(schedule)
                ? schedule.whyNot(operation, target)
                : Optional.empty();
        return "'" + schedule + "' is not legal for "
                + operation.op().provenance().layer() + ": "
                + why.orElse(
                        "there is no such schedule for its kind of operation at " + target.vectorWidth() + " lanes");
    }

    /** Whether a measured schedule was there for an operation of the plan that was made. */
    public boolean isTuned(Operation operation, Schedule schedule) {
        return Optional.ofNullable(entries.get(OperationKey.of(operation)))
                .map(entry -> entry.schedule().equals(schedule))
                .orElse(false);
    }

    /** Entries that the plan that was made did not use: illegal, or for operations that it does not have. */
    public List<Ignored> ignored() {
        List<Ignored> all = new ArrayList<>(refused);
        List<Entry> stale = entries.values().stream()
                .filter(entry -> !asked.contains(entry.operation()))
                .toList();
        if (!stale.isEmpty()) {
            all.add(new Ignored(
                    stale.get(0).place(),
                    "the network has no such operation"
                            + (stale.size() == 1 ? "" : ", nor those of " + (stale.size() - 1) + " more lines")
                            + "; `cnnc tune` measures it anew"));
        }
        return all;
    }
}
