package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.ScheduleText;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.plan.Choice;
import io.github.cnnc.compiler.plan.Choice.Estimate;
import io.github.cnnc.runtime.Volume;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schedules of an operation that are worth measuring. */
final class Shortlist {

    /** Schedules in all, the cost model's choice among them. */
    static final int MOST = 10;

    /** Schedules of one family: neighbours differ little. */
    private static final int MOST_OF_A_FAMILY = 3;

    /** The cost model is seldom wrong by more than this. */
    private static final double WORTH_TRYING = 3;

    private Shortlist() {}

    /**
     * What the cost model holds for cheapest, several families of it; {@code chosen} comes first. All write in the same order,
     * so that an operation does not win what the next one then loses by a copy.
     */
    static List<Schedule> of(Operation operation, Target target, Schedule chosen) {
        Volume out = operation.output();
        boolean onePixel = out.width() == 1 && out.height() == 1;
        Set<Schedule> shortlist = new LinkedHashSet<>();
        shortlist.add(chosen);
        Map<String, Integer> families = new HashMap<>();
        families.put(family(chosen), 1);
        List<Estimate> estimates = Choice.estimates(operation, target);
        double least = estimates.stream().mapToDouble(Estimate::cycles).min().orElse(0);
        for (Estimate estimate : estimates) {
            Schedule schedule = estimate.schedule();
            if (shortlist.size() == MOST || estimate.cycles() > WORTH_TRYING * least) {
                break;
            }
            if (!shortlist.contains(schedule)
                    && (onePixel || schedule.order() == chosen.order())
                    && families.merge(family(schedule), 1, Integer::sum) <= MOST_OF_A_FAMILY) {
                shortlist.add(schedule);
            }
        }
        return List.copyOf(shortlist);
    }

    /** Schedules that differ in the size of their tiles only. */
    private static String family(Schedule schedule) {
        return ScheduleText.of(schedule).replaceAll("(rows|columns|vectors|filters|tiles|width)=[0-9]+", "");
    }
}
