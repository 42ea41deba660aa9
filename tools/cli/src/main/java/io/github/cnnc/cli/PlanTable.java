package io.github.cnnc.cli;

import io.github.cnnc.cli.TextTable.Column;
import io.github.cnnc.compiler.explain.ExplainedStep;
import io.github.cnnc.compiler.explain.PlanExplanation;
import io.github.cnnc.compiler.kernel.ScheduleText;
import io.github.cnnc.compiler.plan.Choice;
import io.github.cnnc.compiler.plan.Choice.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What {@code explain-plan} says. */
final class PlanTable {

    /** The columns that the table of measured layers has, too. */
    static final List<Column> COLUMNS = List.of(
            new Column("layer", false, false),
            new Column("schedule", false, false),
            new Column("tile", false, false),
            new Column("bytecode", true, false),
            new Column("weights", true, false),
            new Column("workspace", true, false));

    /** Kinds for special operations or small networks: that they do not fit says nothing. */
    private static final Set<String> SPECIAL =
            Set.of("depthwise", "vector-window", "window-lanes", "straight-line", "loops", "moved", "pool");

    /** Layers that a note names. */
    private static final int NAMED = 6;

    private PlanTable() {}

    // -- text -------------------------------------------------------------------------------------------------------

    /** Lines for a reader. */
    static List<String> text(PlanExplanation explanation) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        columns.add(3, new Column("cycles", true, false));
        columns.add(4, new Column("why", false, false));
        List<List<String>> rows = new ArrayList<>();
        for (ExplainedStep step : explanation.steps()) {
            List<String> cells = new ArrayList<>(cells(step));
            cells.add(
                    3,
                    step.choice()
                            .map(c -> Figures.count(Math.round(c.cycles())))
                            .orElse(""));
            cells.add(4, step.choice().map(PlanTable::why).orElse(""));
            rows.add(cells);
        }
        List<String> lines = new ArrayList<>();
        int lanes = explanation.plan().options().target().vectorWidth();
        lines.add(Printable.line(explanation.plan().program().name()) + "  "
                + (lanes == 1 ? "plain Java" : "vectors of " + lanes + " floats"));
        lines.add("");
        lines.addAll(new TextTable(columns, rows).text());
        lines.add("");
        notes(explanation).forEach(note -> lines.add("no " + note));
        if (lines.get(lines.size() - 1).startsWith("no ")) {
            lines.add("");
        }
        lines.addAll(totals(explanation));
        return lines;
    }

    /** A row of {@link #COLUMNS}. */
    static List<String> cells(ExplainedStep step) {
        return List.of(
                step.layer(),
                step.schedule(),
                step.tile(),
                step.bytecode().isPresent() ? Figures.count(step.bytecode().getAsInt()) : "?",
                step.weightBytes() == 0 ? "" : Figures.bytes(step.weightBytes()),
                step.workspaceBytes() == 0 ? "" : Figures.bytes(step.workspaceBytes()));
    }

    private static String why(Choice choice) {
        String kind = ScheduleText.kind(choice.schedule());
        Optional<Estimate> second = choice.others().isEmpty()
                ? choice.runnerUp()
                : Optional.of(choice.others().get(0));
        String chosen = choice.tuned() ? "measured" : "estimated";
        if (second.isEmpty()) {
            return choice.tuned() ? chosen : "the only one";
        }
        String other = ScheduleText.kind(second.get().schedule());
        return chosen + "; " + (other.equals(kind) ? "next" : other) + " "
                + String.format(Locale.ROOT, "%.2fx", second.get().cycles() / choice.cycles());
    }

    /** {@code winograd: a kernel of 1x1 has no tiles (conv1, conv3 and 4 more)}. */
    private static List<String> notes(PlanExplanation explanation) {
        Map<String, List<String>> layers = new LinkedHashMap<>();
        for (ExplainedStep step : explanation.steps()) {
            step.choice()
                    .ifPresent(choice -> choice.illegal().stream()
                            .filter(illegal -> !SPECIAL.contains(illegal.kind()))
                            .forEach(illegal -> layers.computeIfAbsent(
                                            illegal.kind() + ": " + illegal.why(), key -> new ArrayList<>())
                                    .add(step.layer())));
        }
        return layers.entrySet().stream()
                .map(note -> note.getKey() + " (" + names(note.getValue()) + ")")
                .toList();
    }

    private static String names(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED - 1)) + " and " + (names.size() - NAMED + 1) + " more";
    }

    private static List<String> totals(PlanExplanation explanation) {
        long weights = explanation.steps().stream()
                .mapToLong(ExplainedStep::weightBytes)
                .sum();
        OptionalInt largest = largest(explanation);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("arena", Figures.bytes(4L * explanation.plan().arenaFloats()), "one array for all volumes"));
        rows.add(List.of(
                "lower bound", Figures.bytes(4 * explanation.plan().liveLowerBoundFloats()), "most alive at one step"));
        rows.add(List.of("ratio", String.format(Locale.ROOT, "%.3f", explanation.ratio()), "arena over lower bound"));
        rows.add(List.of("weights", Figures.bytes(weights), "as the kernels read them"));
        rows.add(List.of(
                "bytecode",
                largest.isPresent() ? Figures.count(largest.getAsInt()) : "?",
                largest.isPresent()
                        ? "bytes in the largest method; HotSpot compiles none of 8,000"
                        : "not measured: Java runs without --add-modules jdk.incubator.vector"));
        List<Column> columns =
                List.of(new Column("total", false, false), new Column("", true, false), new Column("", false, false));
        return new TextTable(columns, rows).text().subList(2, rows.size() + 2);
    }

    private static OptionalInt largest(PlanExplanation explanation) {
        return explanation.steps().stream()
                .filter(step -> step.largestMethod().isPresent())
                .mapToInt(step -> step.largestMethod().getAsInt())
                .max();
    }

    // -- JSON -------------------------------------------------------------------------------------------------------

    /** Sizes in bytes; what could not be measured is left out. */
    static JsonObject json(PlanExplanation explanation) {
        JsonObject json = new JsonObject()
                .with("network", explanation.plan().program().name())
                .with("lanes", explanation.plan().options().target().vectorWidth())
                .with("steps", explanation.steps().stream().map(PlanTable::json).toList())
                .with("arena_bytes", 4L * explanation.plan().arenaFloats())
                .with("live_lower_bound_bytes", 4 * explanation.plan().liveLowerBoundFloats())
                .with("arena_ratio", explanation.ratio());
        largest(explanation).ifPresent(bytes -> json.with("largest_method", bytes));
        return json;
    }

    /** The fields of a step. */
    static JsonObject json(ExplainedStep step) {
        JsonObject json = new JsonObject().with("layer", step.layer()).with("operation", step.operation());
        step.choice().ifPresent(choice -> json(choice, json));
        step.bytecode().ifPresent(bytes -> json.with("bytecode", bytes));
        step.largestMethod().ifPresent(bytes -> json.with("largest_method", bytes));
        return json.with("macs", step.macs())
                .with("weight_bytes", step.weightBytes())
                .with("workspace_bytes", step.workspaceBytes());
    }

    private static void json(Choice choice, JsonObject json) {
        json.with("schedule", ScheduleText.of(choice.schedule()))
                .with("tuned", choice.tuned())
                .with("cycles", Math.round(choice.cycles()));
        choice.runnerUp().ifPresent(next -> json.with("runner_up", json(next)));
        json.with("other_kinds", choice.others().stream().map(PlanTable::json).toList());
        json.with(
                "not_legal",
                choice.illegal().stream()
                        .map(illegal ->
                                new JsonObject().with("kind", illegal.kind()).with("why", illegal.why()))
                        .toList());
    }

    private static JsonObject json(Estimate estimate) {
        return new JsonObject()
                .with("schedule", ScheduleText.of(estimate.schedule()))
                .with("cycles", Math.round(estimate.cycles()));
    }
}
