package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.ScheduleText;
import io.github.cnnc.compiler.machine.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why an operation has its schedule.
 *
 * @param schedule what it has
 * @param tuned whether that was measured, and not the cost model's choice
 * @param cycles what the cost model estimates for it
 * @param runnerUp the cheapest other schedule, if there is one
 * @param others the cheapest schedule of each other kind, the cheapest first
 * @param illegal the kinds that have schedules for such operations, but none that is legal for this one
 */
public record Choice(
        Schedule schedule,
        boolean tuned,
        double cycles,
        Optional<Estimate> runnerUp,
        List<Estimate> others,
        List<Illegal> illegal) {

    /** Estimates from here on say that a schedule is not to be used unless asked for. */
    private static final double NEVER = 1e300;

    public Choice {
        others = List.copyOf(others);
        illegal = List.copyOf(illegal);
    }

    /** A schedule and the cycles that the cost model estimates for it. */
    public record Estimate(Schedule schedule, double cycles) {}

    /**
     * A kind of schedules.
     *
     * @param kind {@code vector-conv}
     * @param why what most of them fail at
     */
    public record Illegal(String kind, String why) {}

    /** Why {@code schedule} was chosen. */
    public static Choice of(Operation operation, Target target, Schedule schedule, boolean tuned) {
        List<Estimate> estimates = estimates(operation, target);
        Map<String, Estimate> kinds = new LinkedHashMap<>();
        estimates.forEach(estimate -> kinds.putIfAbsent(ScheduleText.kind(estimate.schedule()), estimate));
        kinds.remove(ScheduleText.kind(schedule));
        return new Choice(
                schedule,
                tuned,
                schedule.cycles(operation, target),
                estimates.stream()
                        .filter(estimate -> !estimate.schedule().equals(schedule))
                        .findFirst(),
                List.copyOf(kinds.values()),
                illegal(operation, target));
    }

    /** The legal schedules with what the cost model estimates, the cheapest first; without those that it never takes by itself. */
    public static List<Estimate> estimates(Operation operation, Target target) {
        return Schedules.legal(operation, target).stream()
                .map(schedule -> new Estimate(schedule, schedule.cycles(operation, target)))
                .filter(estimate -> estimate.cycles() < NEVER)
                .sorted(Comparator.comparingDouble(Estimate::cycles))
                .toList();
    }

    private static List<Illegal> illegal(Operation operation, Target target) {
        Map<String, Map<String, Integer>> reasons = new LinkedHashMap<>();
        List<String> legal = new ArrayList<>();
        for (Schedule schedule : Schedules.candidates(operation, target)) {
            String kind = ScheduleText.kind(schedule);
            schedule.whyNot(operation, target)
                    .ifPresentOrElse(
                            why -> reasons.computeIfAbsent(kind, k -> new LinkedHashMap<>())
                                    .merge(why, 1, Integer::sum),
                            () -> legal.add(kind));
        }
        reasons.keySet().removeAll(legal);
        List<Illegal> illegal = new ArrayList<>();
        reasons.forEach((kind, whys) -> illegal.add(new Illegal(kind, most(whys))));
        return illegal;
    }

    private static String most(Map<String, Integer> counts) {
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
