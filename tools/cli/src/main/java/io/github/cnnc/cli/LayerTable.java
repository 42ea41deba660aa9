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

/**
 * The figures of a network, layer by layer and in all.
 *
 * @param columns those of each layer
 */
record LayerTable(CheckedNetwork checked, List<LayerColumn> columns) {

    LayerTable {
        columns = List.copyOf(columns);
    }

    /** Lines of text, however wide. */
    List<String> text() {
        return text(new FittedTable(columns, Integer.MAX_VALUE));
    }

    /** Lines for a terminal. */
    List<String> text(FittedTable fitted) {
        List<List<String>> cells = lines().stream()
                .map(line ->
                        fitted.columns().stream().map(c -> fitted.cell(c, line)).toList())
                .toList();
        List<String> lines = new ArrayList<>(new TextTable(headings(fitted.columns()), cells).text());
        List<List<String>> totals = totals(checked.totals());
        lines.add("");
        lines.addAll(new TextTable(TOTALS, totals).text().subList(2, totals.size() + 2));
        lines.addAll(largeFields(fitted.columns()));
        return lines;
    }

    /** The lines of the layers. */
    List<LayerLine> lines() {
        return LayerLine.of(checked);
    }

    /** Lines of Markdown. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(new TextTable(headings(columns), shown()).markdown());
        lines.add("");
        lines.addAll(new TextTable(TOTALS, totals(checked.totals())).markdown());
        lines.addAll(largeFields(columns));
        return lines;
    }

    /** Says so where a field is larger than the input; else nothing. */
    private List<String> largeFields(List<LayerColumn> columns) {
        Volume input = checked.network().input().format().volume();
        List<String> large = checked.rows().stream()
                .filter(row -> row.reach().exceeds(input))
                .map(LayerRow::name)
                .toList();
        if (large.isEmpty() || !columns.contains(LayerColumn.FIELD)) {
            return List.of();
        }
        String whose = large.size() == 1
                ? "The field of " + large.get(0) + " is"
                : "The fields of " + large.get(0) + " and " + (large.size() - 1) + " more are";
        return List.of(
                "", whose + " larger than the input of " + input.width() + "x" + input.height() + ": padding counts.");
    }

    /** Lines of LaTeX, the sums of parameters and multiply-accumulates below their columns. */
    List<String> latex() {
        Totals totals = checked.totals();
        List<String> sums = new ArrayList<>();
        for (LayerColumn column : columns) {
            sums.add(
                    switch (column) {
                        case COUNT -> Figures.count(totals.parameters());
                        case MACS -> Figures.count(totals.macs());
                        default -> sums.isEmpty() ? "total" : "";
                    });
        }
        boolean summed = columns.contains(LayerColumn.COUNT) || columns.contains(LayerColumn.MACS);
        return Latex.lines(headings(columns), shown(), summed ? List.of(sums) : List.of());
    }

    /** Comma-separated values: a heading and the layers, with whole numbers, sizes in bytes, and no totals. */
    String csv() {
        StringBuilder csv = new StringBuilder(
                Csv.line(columns.stream().map(LayerColumn::toString).toList()));
        for (LayerLine line : lines()) {
            csv.append(Csv.line(
                    columns.stream().map(c -> Printable.line(c.exact(line))).toList()));
        }
        return csv.toString();
    }

    private List<List<String>> shown() {
        return lines().stream()
                .map(line -> columns.stream().map(c -> c.shown(line)).toList())
                .toList();
    }

    private static List<Column> headings(List<LayerColumn> columns) {
        return columns.stream().map(LayerColumn::column).toList();
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
    JsonObject json() {
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
                .with("inputs", LayerLine.names(network, node.inputs()))
                .with("output", row.output())
                .with("outputWidth", row.output().width())
                .with("outputHeight", row.output().height())
                .with("outputDepth", row.output().depth())
                .with("volumeFormula", node.layer().volumeFormula())
                .with("formula", row.formula())
                .with("parameters", row.parameters())
                .with("macs", row.macs())
                .with("bytes", row.bytes())
                .with("liveBytes", row.liveBytes())
                .with("receptiveField", row.reach().field())
                .with("effectiveStride", row.reach().stride());
    }
}
