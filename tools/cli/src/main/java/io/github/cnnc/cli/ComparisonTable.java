package io.github.cnnc.cli;

import io.github.cnnc.cli.TextTable.Column;
import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.CheckedNetwork.Totals;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.compare.Comparison;
import io.github.cnnc.compiler.compare.LayerChange;
import io.github.cnnc.compiler.compare.LayerChange.Added;
import io.github.cnnc.compiler.compare.LayerChange.Changed;
import io.github.cnnc.compiler.compare.LayerChange.Removed;
import io.github.cnnc.compiler.compare.LayerChange.Same;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What changed from one network to another, in three forms.
 *
 * @param before the name of the first file
 * @param after the name of the second
 */
record ComparisonTable(String before, String after, Comparison comparison) {

    private static final List<Column> LAYERS = List.of(
            new Column("", false, false),
            new Column("name", false, false),
            new Column("layer", false, true),
            new Column("volume", true, false),
            new Column("parameters", true, false),
            new Column("MACs", true, false));

    private static final List<Column> TOTALS = List.of(
            new Column("total", false, false),
            new Column("before", true, false),
            new Column("after", true, false),
            new Column("difference", true, false));

    /** Lines for a terminal. */
    List<String> text() {
        List<String> lines = new ArrayList<>(List.of("--- " + before, "+++ " + after, ""));
        if (!comparison.same()) {
            lines.addAll(layers().text());
            lines.add("");
        }
        lines.addAll(totals().text());
        lines.addAll(notes());
        return lines;
    }

    /** Lines of Markdown. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of("`" + before + "` -> `" + after + "`", ""));
        if (!comparison.same()) {
            lines.addAll(layers().markdown());
            lines.add("");
        }
        lines.addAll(totals().markdown());
        lines.addAll(notes());
        return lines;
    }

    // -- layers -----------------------------------------------------------------------------------------------------

    private TextTable layers() {
        List<List<String>> rows = new ArrayList<>();
        if (!input(comparison.before()).equals(input(comparison.after()))) {
            rows.add(List.of("~", "input", "", arrow(input(comparison.before()), input(comparison.after())), "", ""));
        }
        int alike = 0;
        for (LayerChange change : comparison.layers()) {
            if (change instanceof Same) {
                alike++;
                continue;
            }
            skipped(alike, rows);
            alike = 0;
            rows.add(row(change));
        }
        skipped(alike, rows);
        return new TextTable(LAYERS, rows);
    }

    private static void skipped(int alike, List<List<String>> rows) {
        if (alike > 0) {
            rows.add(List.of("", "... " + alike + " alike", "", "", "", ""));
        }
    }

    private static List<String> row(LayerChange change) {
        if (change instanceof Removed removed) {
            return row("-", removed.before(), removed.before(), "");
        }
        if (change instanceof Added added) {
            return row("+", added.after(), added.after(), "");
        }
        Changed changed = (Changed) change;
        return row("~", changed.before(), changed.after(), inputs(changed.before(), changed.after()));
    }

    private static List<String> row(String sign, LayerRow before, LayerRow after, String inputs) {
        return List.of(
                sign,
                arrow(before.name(), after.name()),
                arrow(before.text(), after.text()) + inputs,
                arrow(before.output().toString(), after.output().toString()),
                arrow(number(before.parameters()), number(after.parameters())),
                arrow(number(before.macs()), number(after.macs())));
    }

    /** What enters, where that is all that changed and nothing else in the line would show it. */
    private static String inputs(LayerRow before, LayerRow after) {
        boolean shown = !before.text().equals(after.text())
                || !before.output().equals(after.output())
                || before.parameters() != after.parameters()
                || before.macs() != after.macs();
        if (shown) {
            return "";
        }
        return before.inputs().equals(after.inputs())
                ? " of other layers"
                : " of " + arrow(volumes(before), volumes(after));
    }

    private static String volumes(LayerRow row) {
        return row.inputs().stream().map(Volume::toString).collect(Collectors.joining(", "));
    }

    /** Once where both are the same. */
    private static String arrow(String before, String after) {
        if (before.equals(after)) {
            return before;
        }
        return (before.isEmpty() ? "0" : before) + " -> " + (after.isEmpty() ? "0" : after);
    }

    private static String number(long number) {
        return number == 0 ? "" : Figures.count(number);
    }

    // -- totals -----------------------------------------------------------------------------------------------------

    private TextTable totals() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(volumes("input", ComparisonTable::input));
        rows.add(volumes("output", ComparisonTable::output));
        rows.add(total("layers", n -> n.rows().size(), Figures::count));
        rows.add(total("parameters", n -> n.totals().parameters(), Figures::count));
        rows.add(total("MACs", n -> n.totals().macs(), Figures::count));
        rows.add(total("weights", n -> n.totals().weightBytes(), Figures::bytes));
        rows.add(total("activations", n -> n.totals().activationBytes(), Figures::bytes));
        return new TextTable(TOTALS, rows);
    }

    private List<String> volumes(String heading, Function<CheckedNetwork, String> volume) {
        return List.of(heading, volume.apply(comparison.before()), volume.apply(comparison.after()), "");
    }

    private List<String> total(String heading, ToLongFunction<CheckedNetwork> of, Function<Long, String> figure) {
        long old = of.applyAsLong(comparison.before());
        long now = of.applyAsLong(comparison.after());
        String difference = now == old ? "" : (now > old ? "+" : "-") + figure.apply(Math.abs(now - old));
        return List.of(heading, figure.apply(old), figure.apply(now), difference + share(old, now));
    }

    /** {@code  (+4.1 %)}. */
    private static String share(long old, long now) {
        return old == 0 || now == old
                ? ""
                : String.format(Locale.ROOT, " (%+.1f %%)", 100.0 * ((double) now - old) / old);
    }

    private static String input(CheckedNetwork network) {
        return network.network().input().format().volume().toString();
    }

    private static String output(CheckedNetwork network) {
        return network.network().outputVolume().toString();
    }

    /** What the tables do not show, below an empty line. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (comparison.same()) {
            notes.add("the networks are alike");
        }
        if (!comparison
                        .before()
                        .network()
                        .input()
                        .equals(comparison.after().network().input())
                && input(comparison.before()).equals(input(comparison.after()))) {
            notes.add("the input is made from a picture in another way");
        }
        if (!comparison
                .before()
                .network()
                .labels()
                .equals(comparison.after().network().labels())) {
            notes.add("the labels are others");
        }
        if (comparison.renamed() > 0) {
            notes.add(comparison.renamed() + " of the layers alike have another name, under which weights are stored");
        }
        if (!notes.isEmpty()) {
            notes.add(0, "");
        }
        return notes;
    }

    // -- JSON -------------------------------------------------------------------------------------------------------

    /** Exact whole numbers; sizes in bytes. */
    JsonObject json() {
        return new JsonObject()
                .with("same", comparison.same())
                .with("before", network(before, comparison.before()))
                .with("after", network(after, comparison.after()))
                .with(
                        "layers",
                        comparison.layers().stream().map(ComparisonTable::json).toList())
                .with("renamed", comparison.renamed());
    }

    private static JsonObject network(String file, CheckedNetwork checked) {
        Totals totals = checked.totals();
        return new JsonObject()
                .with("file", file)
                .with("network", checked.network().name())
                .with("input", input(checked))
                .with("output", output(checked))
                .with("parameters", totals.parameters())
                .with("macs", totals.macs())
                .with("weightBytes", totals.weightBytes())
                .with("activationBytes", totals.activationBytes());
    }

    private static JsonObject json(LayerChange change) {
        if (change instanceof Same same) {
            return change("same").with("before", layer(same.before())).with("after", layer(same.after()));
        }
        if (change instanceof Changed changed) {
            return change("changed").with("before", layer(changed.before())).with("after", layer(changed.after()));
        }
        return change instanceof Removed removed
                ? change("removed").with("before", layer(removed.before()))
                : change("added").with("after", layer(((Added) change).after()));
    }

    private static JsonObject change(String what) {
        return new JsonObject().with("change", what);
    }

    private static JsonObject layer(LayerRow row) {
        return new JsonObject()
                .with("name", row.name())
                .with("kind", row.kind())
                .with("text", row.text())
                .with("output", row.output())
                .with("parameters", row.parameters())
                .with("macs", row.macs());
    }
}
