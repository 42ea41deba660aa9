package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.kernel.OperationKey;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.ScheduleText;
import io.github.cnnc.compiler.machine.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Schedules that were measured to be the fastest, as they are kept in a file beside the network, a line each:
 *
 * <pre>
 * # a comment
 * 16 | conv 56x56x64 to 56x56x128, 3x3 pad 1,1,1,1, zeros, groups 1, bias, relu | vector-conv width=16 rows=1 ...
 * </pre>
 *
 * <p>The first number is the floats in the widest vector, then what {@link OperationKey} says of the operation, then {@link
 * ScheduleText}. A file is not trusted: lines that are none are ignored, and a schedule counts only where it is legal.
 *
 * @param entries what the lines say, in their order; no two for the same operation and lanes
 * @param ignored lines that say nothing
 */
public record TunedSchedules(List<Entry> entries, List<Ignored> ignored) {

    /** No schedules. */
    public static final TunedSchedules NONE = new TunedSchedules(List.of(), List.of());

    /** A complaint about more lines than this says how many there are. */
    private static final int MOST_IGNORED = 10;

    public TunedSchedules {
        entries = List.copyOf(entries);
        ignored = List.copyOf(ignored);
    }

    /**
     * A line of the file.
     *
     * @param place {@code vgg16.tune:7}
     * @param lanes floats in the widest vector there was
     * @param operation see {@link OperationKey}
     */
    public record Entry(String place, int lanes, String operation, Schedule schedule) {
        /** The line. */
        public String text() {
            return lanes + " | " + operation + " | " + ScheduleText.of(schedule);
        }
    }

    /**
     * A line that is not used, and why.
     *
     * @param place {@code vgg16.tune:7}
     */
    public record Ignored(String place, String why) {
        /** {@code vgg16.tune:7: why}. */
        @Override
        public String toString() {
            return place + ": " + why;
        }
    }

    /** Reads the text of a file. */
    public static TunedSchedules parse(String file, String text) {
        List<Entry> entries = new ArrayList<>();
        List<Ignored> ignored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int number = 0;
        int more = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            String place = file + ":" + number;
            Optional<Entry> entry = entry(place, line);
            Optional<String> why = entry.isEmpty()
                    ? Optional.of(whyNone(line))
                    : seen.add(entry.get().lanes() + "|" + entry.get().operation())
                            ? Optional.empty()
                            : Optional.of("a line before it is for the same operation");
            if (why.isEmpty()) {
                entries.add(entry.get());
            } else if (ignored.size() < MOST_IGNORED) {
                ignored.add(new Ignored(place, why.get()));
            } else {
                more++;
            }
        }
        if (more > 0) {
            ignored.add(new Ignored(file, more + " more lines are no schedules"));
        }
        return new TunedSchedules(entries, ignored);
    }

    private static Optional<Entry> entry(String place, String line) {
        String[] cells = cells(line);
        return cells.length == 3 && isLanes(cells[0])
                ? ScheduleText.parse(cells[2])
                        .map(schedule -> new Entry(place, Integer.parseInt(cells[0]), cells[1], schedule))
                : Optional.empty();
    }

    private static String whyNone(String line) {
        String[] cells = cells(line);
        if (cells.length != 3) {
            return "not three parts `lanes | operation | schedule`";
        }
        return isLanes(cells[0])
                ? "`" + shortened(cells[2]) + "` is no schedule"
                : "`" + shortened(cells[0]) + "` are no lanes: 16, 8, 4 or 1";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static String[] cells(String line) {
        String[] cells = line.split("\\|", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }

    private static boolean isLanes(String text) {
        return text.equals("16") || text.equals("8") || text.equals("4") || text.equals("1");
    }

    /** The text of a file with these comments above and the entries of the widest vectors first. */
    public String text(List<String> comments) {
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> text.append("# ").append(comment).append('\n'));
        for (int lanes : Target.widths()) {
            entries.stream()
                    .filter(entry -> entry.lanes() == lanes)
                    .forEach(entry -> text.append(entry.text()).append('\n'));
        }
        return text.toString();
    }

    /** What the file says of an operation. */
    Optional<Entry> entry(int lanes, String operation) {
        return entries.stream()
                .filter(entry -> entry.lanes() == lanes && entry.operation().equals(operation))
                .findFirst();
    }

    /** The same entries with those for {@code lanes} replaced. */
    public TunedSchedules replaced(int lanes, List<Entry> others) {
        List<Entry> all = new ArrayList<>(
                entries.stream().filter(entry -> entry.lanes() != lanes).toList());
        all.addAll(others);
        return new TunedSchedules(all, List.of());
    }
}
