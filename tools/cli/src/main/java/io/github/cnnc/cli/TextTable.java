package io.github.cnnc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of text: columns as wide as their widest cell.
 *
 * @param columns the headings
 * @param rows as many cells each as there are columns
 */
record TextTable(List<Column> columns, List<List<String>> rows) {

    /**
     * A column.
     *
     * @param right whether its cells end at the same place, as numbers do
     * @param code whether Markdown shows its cells as code, so that a formula's {@code *} stays one
     */
    record Column(String heading, boolean right, boolean code) {}

    TextTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Lines for a terminal, a rule below the headings, no blanks at the ends. */
    List<String> text() {
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            widths.add(Math.max(
                    columns.get(c).heading().length(),
                    rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::heading).toList(), widths));
        lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining("  ")));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            String blanks = " ".repeat(widths.get(c) - cells.get(c).length());
            line.append(c == 0 ? "" : "  ");
            line.append(columns.get(c).right() ? blanks + cells.get(c) : cells.get(c) + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** Lines of a Markdown table. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::heading).collect(Collectors.joining(" | ", "| ", " |")));
        lines.add(columns.stream().map(c -> c.right() ? "---:" : "---").collect(Collectors.joining("|", "|", "|")));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int c = 0; c < row.size(); c++) {
                String cell = row.get(c).replace("|", "\\|");
                line.append(' ').append(columns.get(c).code() && !cell.isEmpty() ? "`" + cell + "`" : cell);
                line.append(" |");
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
