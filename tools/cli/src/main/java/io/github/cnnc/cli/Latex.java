package io.github.cnnc.cli;

import io.github.cnnc.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in LaTeX, with the rules of the package booktabs. */
final class Latex {

    private Latex() {}

    /** Lines of a tabular; totals stand below a rule of their own. */
    static List<String> lines(List<Column> columns, List<List<String>> rows, List<List<String>> totals) {
        List<String> lines = new ArrayList<>();
        lines.add("% needs \\usepackage{booktabs}");
        lines.add("\\begin{tabular}{"
                + columns.stream().map(c -> c.right() ? "r" : "l").collect(Collectors.joining()) + "}");
        lines.add("\\toprule");
        lines.add(row(columns.stream().map(c -> text(c.heading())).toList()));
        lines.add("\\midrule");
        rows.forEach(row -> lines.add(row(cells(columns, row))));
        if (!totals.isEmpty()) {
            lines.add("\\midrule");
            totals.forEach(row -> lines.add(row(row.stream().map(Latex::text).toList())));
        }
        lines.add("\\bottomrule");
        lines.add("\\end{tabular}");
        return lines;
    }

    private static List<String> cells(List<Column> columns, List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < row.size(); c++) {
            String text = text(row.get(c));
            cells.add(columns.get(c).code() && !text.isEmpty() ? "\\texttt{" + text + "}" : text);
        }
        return cells;
    }

    private static String row(List<String> cells) {
        return String.join(" & ", cells) + " \\\\";
    }

    /** A text, every character that means something to LaTeX escaped. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Printable.line(text).codePoints().forEach(c -> {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').appendCodePoint(c);
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '<' -> out.append("\\textless{}");
                case '>' -> out.append("\\textgreater{}");
                case '|' -> out.append("\\textbar{}");
                case '"' -> out.append("{\\char34}");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
