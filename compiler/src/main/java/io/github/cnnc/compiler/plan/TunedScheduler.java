package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
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

    private final PlanOptions options;
    private final Scheduler otherwise;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<Ignored> refused = new ArrayList<>();

    /** Only entries for the lanes of the options count, and none where the options say how far to unroll. */
    public TunedScheduler(TunedSchedules tuned, PlanOptions options) {
        this.options = options;
        this.otherwise = new CostScheduler(options);
        if (options.unroll() == PlanOptions.Unroll.AUTO) {
            tuned.entries().stream()
                    .filter(entry -> entry.lanes() == options.lanes())
                    .forEach(entry -> entries.put(entry.operation(), entry));
        }
    }

    @Override
    public Schedule choose(Op op, Program program, List<Schedule> legal) {
        if (entries.isEmpty()) {
            return otherwise.choose(op, program, legal);
        }
        String operation = OperationKey.of(op, program);
        Entry entry = entries.get(operation);
        boolean first = asked.add(operation);
        if (entry == null) {
            return otherwise.choose(op, program, legal);
        }
        if (legal.contains(entry.schedule())) {
            return entry.schedule();
        }
        if (first) {
            refused.add(new Ignored(entry.place(), whyNot(entry.schedule(), op, program)));
        }
        return otherwise.choose(op, program, legal);
    }

    /** Only schedules that are made for such operations are asked why: others may have any numbers. */
    private String whyNot(Schedule schedule, Op op, Program program) {
        Optional<String> why = Schedules.candidates(op, program, options).contains(schedule)
                ? Schedules.whyNot(schedule, op, program, options)
                : Optional.empty();
        return "'" + schedule + "' is not legal for " + op.provenance().layer() + ": "
                + why.orElse("there is no such schedule for its kind of operation at " + options.lanes() + " lanes");
    }

    /** Whether a measured schedule was there for an operation of the plan that was made. */
    public boolean isTuned(Op op, Program program, Schedule schedule) {
        return Optional.ofNullable(entries.get(OperationKey.of(op, program)))
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
