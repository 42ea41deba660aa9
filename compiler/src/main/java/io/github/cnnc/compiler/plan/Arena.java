package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.machine.PlanLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives values that are live at the same time places that do not overlap: greedy by size, each into the smallest gap
 * it fits (Pisarchyk and Lee 2020, "Efficient memory management for deep neural net inference", section 5.2).
 */
final class Arena {

    private final List<Storage> placed = new ArrayList<>();
    private long floats;

    private Arena() {}

    /** Sets every storage's offset and returns the floats needed in all; {@link PlanLimit} past 2^31-1. */
    static int assign(List<Storage> storages) {
        Arena arena = new Arena();
        storages.stream()
                .sorted(Comparator.comparingLong((Storage s) -> -s.floats))
                .forEach(arena::place);
        return (int) arena.floats;
    }

    /** The most floats that are live at any one step: no arena can be smaller. */
    static long liveLowerBound(List<Storage> storages, int steps) {
        long[] change = new long[steps + 1];
        for (Storage s : storages) {
            change[s.first] += s.floats;
            change[s.last + 1] -= s.floats;
        }
        long live = 0;
        long most = 0;
        for (long c : change) {
            live += c;
            most = Math.max(most, live);
        }
        return most;
    }

    /** {@code placed} is kept in the order of offsets. */
    private void place(Storage storage) {
        long best = -1;
        long bestGap = Long.MAX_VALUE;
        long end = 0;
        for (Storage other : placed) {
            if (other.last < storage.first || storage.last < other.first) {
                continue;
            }
            long gap = other.offset - end;
            if (gap >= storage.floats && gap < bestGap) {
                best = end;
                bestGap = gap;
            }
            end = Math.max(end, other.offset + other.floats);
        }
        long offset = best >= 0 ? best : end;
        floats = Math.max(floats, offset + storage.floats);
        if (floats > PlanLimit.MAX_FLOATS) {
            throw new PlanLimit("the volumes that are needed at the same time take more than 2^31-1 floats: "
                    + "a smaller input or fewer filters are needed");
        }
        storage.offset = (int) offset;
        int i = placed.size();
        while (i > 0 && placed.get(i - 1).offset > offset) {
            i--;
        }
        placed.add(i, storage);
    }
}
