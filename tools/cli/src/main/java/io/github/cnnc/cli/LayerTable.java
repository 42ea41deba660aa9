package io.github.cnnc.cli;

import io.github.cnnc.cli.TextTable.Column;
import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.CheckedNetwork.Totals;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** The figures of a network, layer by layer and in all, in three forms. */
final class LayerTable {

    private static final List<Column> COLUMNS = List.of(
            new Column("name", false, false),
            new Column("layer", false, true),
            new Column("volume", true, false),
            new Column("parameters", false, true),
            new Column("count", true, false),
            new Column("MACs", true, false),
            new Column("memory", true, false),
            new Column("live", true, false),
            new Column("field", true, false),
            new Column("stride", true, false));

    private LayerTable() {}

    /** Lines for a terminal. */
    static List<String> text(CheckedNetwork checked) {
        List<String> lines = new ArrayList<>(table(checked).text());
        List<List<String>> totals = totals(checked.totals());
        lines.add("");
        lines.addAll(new TextTable(TOTALS, totals).text().subList(2, totals.size() + 2));
        lines.addAll(largeFields(checked));
        return lines;
    }

    /** Lines of Markdown. */
    static List<String> markdown(CheckedNetwork checked) {
        List<String> lines = new ArrayList<>(table(checked).markdown());
        lines.add("");
        lines.addAll(new TextTable(TOTALS, totals(checked.totals())).markdown());
        lines.addAll(largeFields(checked));
        return lines;
    }

    /** Says so where a field is larger than the input; else nothing. */
    private static List<String> largeFields(CheckedNetwork checked) {
        Volume input = checked.network().input().format().volume();
        List<String> large = checked.rows().stream()
                .filter(row -> row.reach().exceeds(input))
                .map(LayerRow::name)
                .toList();
        if (large.isEmpty()) {
            return List.of();
        }
        String whose = large.size() == 1
                ? "The field of " + large.get(0) + " is"
                : "The fields of " + large.get(0) + " and " + (large.size() - 1) + " more are";
        return List.of(
                "", whose + " larger than the input of " + input.width() + "x" + input.height() + ": padding counts.");
    }

    // -- text -------------------------------------------------------------------------------------------------------

    private static TextTable table(CheckedNetwork checked) {
        List<List<String>> rows = new ArrayList<>();
        Volume input = checked.network().input().format().volume();
        rows.add(List.of("input", "", input.toString(), "", "", "", Figures.bytes(4L * input.size()), "", "1x1", "1"));
        for (int i = 0; i < checked.rows().size(); i++) {
            LayerRow row = checked.rows().get(i);
            rows.add(List.of(
                    row.name(),
                    row.text() + readsFrom(checked.network(), i),
                    row.output().toString(),
                    row.formula(),
                    number(row.parameters()),
                    number(row.macs()),
                    Figures.bytes(row.bytes()),
                    Figures.bytes(row.liveBytes()),
                    row.reach().field(),
                    row.reach().stride()));
        }
        return new TextTable(COLUMNS, rows);
    }

    /** Where a layer reads, unless that is the one above it, as in a chain. */
    private static String readsFrom(Network network, int index) {
        List<Integer> inputs = network.nodes().get(index).inputs();
        if (inputs.equals(List.of(index))) {
            return "";
        }
        return " <- "
                + String.join(", ", inputs.stream().map(i -> name(network, i)).toList());
    }

    private static String name(Network network, int value) {
        return value == 0 ? "input" : network.nodes().get(value - 1).name();
    }

    private static String number(long number) {
        return number == 0 ? "" : Figures.count(number);
    }

    private static final List<Column> TOTALS =
            List.of(new Column("total", false, false), new Column("", true, false), new Column("", false, false));

    private static List<List<String>> totals(Totals totals) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("parameters", Figures.count(totals.parameters()), ""));
        if (totals.statistics() > 0) {
            rows.add(List.of("running statistics", Figures.count(totals.statistics()), "not counted as parameters"));
        }
        rows.add(List.of("MACs", Figures.count(totals.macs()), "multiply-accumulates of one run"));
        rows.add(List.of("weights", Figures.bytes(totals.weightBytes()), "float32"));
        rows.add(List.of("activations", Figures.bytes(totals.activationBytes()), "most alive at once, float32"));
        return rows;
    }

    // -- JSON -------------------------------------------------------------------------------------------------------

    /** Exact whole numbers; sizes in bytes. */
    static JsonObject json(CheckedNetwork checked) {
        Network network = checked.network();
        List<JsonObject> layers = new ArrayList<>();
        for (int i = 0; i < checked.rows().size(); i++) {
            layers.add(layer(network, checked.rows().get(i), network.nodes().get(i)));
        }
        Totals totals = checked.totals();
        return new JsonObject()
                .with("network", network.name())
                .with("input", network.input().format().volume())
                .with("output", network.outputVolume())
                .with("layers", layers)
                .with("parameters", totals.parameters())
                .with("statistics", totals.statistics())
                .with("macs", totals.macs())
                .with("weightBytes", totals.weightBytes())
                .with("activationBytes", totals.activationBytes());
    }

    private static JsonObject layer(Network network, LayerRow row, Node node) {
        return new JsonObject()
                .with("name", row.name())
                .with("kind", row.kind())
                .with("text", row.text())
                .with(
                        "inputs",
                        node.inputs().stream().map(i -> name(network, i)).toList())
                .with("output", row.output())
                .with("outputWidth", row.output().width())
                .with("outputHeight", row.output().height())
                .with("outputDepth", row.output().depth())
                .with("formula", row.formula())
                .with("parameters", row.parameters())
                .with("macs", row.macs())
                .with("bytes", row.bytes())
                .with("liveBytes", row.liveBytes())
                .with("receptiveField", row.reach().field())
                .with("effectiveStride", row.reach().stride());
    }
}
