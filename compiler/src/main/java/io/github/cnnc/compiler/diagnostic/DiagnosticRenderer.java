package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Renders diagnostics as text:
 *
 * <pre>
 * error[CNN031]: the 3x3 filter does not fit at stride 3
 *   --&gt; samples/bad/lecture7.cnn:3:21
 *    |
 *  2 | input  7x7x1
 *    |        ----- 7x7x1 enters here
 *  3 | layers CONV(1, 3x3, stride=3)
 *    |                     ^^^^^^^^ (7 - 3 + 2*0)/3 + 1 = 2.33, not a whole number
 *    |
 *    = help: `stride=2` gives 3x3; `pad=1` gives 3x3
 * </pre>
 */
public final class DiagnosticRenderer {

    /** Source lines longer than this are cut around their labels. */
    private static final int LONGEST_LINE = 160;

    /** Messages longer than this are cut: they may hold names and values from the source. */
    private static final int LONGEST_TEXT = 500;

    private final boolean colour;

    /** @param colour whether to write ANSI escapes, for a terminal */
    public DiagnosticRenderer(boolean colour) {
        this.colour = colour;
    }

    /** All of them, an empty line between two. */
    public String render(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(this::render).collect(Collectors.joining("\n"));
    }

    /** One diagnostic; ends with a newline. */
    public String render(Diagnostic diagnostic) {
        UnaryOperator<String> emphasis = diagnostic.isError() ? this::red : this::yellow;
        List<Label> labels = new ArrayList<>(diagnostic.secondary());
        labels.addAll(diagnostic.trail());
        int widest = diagnostic.primary().span().line();
        for (Label label : labels) {
            widest = Math.max(widest, label.span().line());
        }
        String margin = " ".repeat(String.valueOf(widest).length() + 1);
        StringBuilder out = new StringBuilder();
        out.append(emphasis.apply(diagnostic.isError() ? "error" : "warning"))
                .append(emphasis.apply("[" + diagnostic.code() + "]"))
                .append(": ")
                .append(bold(brief(diagnostic.message())))
                .append('\n');
        out.append(margin)
                .append(blue("--> "))
                .append(printable(diagnostic.primary().span().toString()))
                .append('\n');
        out.append(margin).append(blue(" |")).append('\n');
        Map<SourceFile, List<Label>> byFile = new LinkedHashMap<>();
        byFile.put(diagnostic.primary().span().file(), new ArrayList<>());
        for (Label label : labels) {
            byFile.computeIfAbsent(label.span().file(), f -> new ArrayList<>()).add(label);
        }
        byFile.forEach((file, own) -> {
            if (!file.equals(diagnostic.primary().span().file())) {
                out.append(margin)
                        .append(blue("::: "))
                        .append(printable(own.get(0).span().toString()))
                        .append('\n');
            }
            snippet(out, margin, file, own, diagnostic.primary(), emphasis);
        });
        out.append(margin).append(blue(" |")).append('\n');
        for (String note : diagnostic.notes()) {
            out.append(margin)
                    .append(blue(" = "))
                    .append("note: ")
                    .append(brief(note))
                    .append('\n');
        }
        if (!diagnostic.fixes().isEmpty()) {
            String help = diagnostic.fixes().stream().map(Fix::toString).collect(Collectors.joining("; "));
            out.append(margin)
                    .append(blue(" = "))
                    .append("help: ")
                    .append(brief(help))
                    .append('\n');
        }
        return out.toString();
    }

    private void snippet(
            StringBuilder out,
            String margin,
            SourceFile file,
            List<Label> secondary,
            Label primary,
            UnaryOperator<String> emphasis) {
        List<Label> labels = new ArrayList<>(secondary);
        if (primary.span().file().equals(file)) {
            labels.add(primary);
        }
        SortedMap<Integer, List<Label>> byLine = new TreeMap<>();
        labels.forEach(l ->
                byLine.computeIfAbsent(l.span().line(), n -> new ArrayList<>()).add(l));
        int previous = 0;
        for (Map.Entry<Integer, List<Label>> line : byLine.entrySet()) {
            if (previous != 0 && line.getKey() > previous + 1) {
                out.append(blue("...")).append('\n');
            }
            previous = line.getKey();
            line(out, margin, file, previous, line.getValue(), primary, emphasis);
        }
    }

    /** One line of source with the labels in it; a long one is cut around the primary label, else the first. */
    private void line(
            StringBuilder out,
            String margin,
            SourceFile file,
            int line,
            List<Label> labels,
            Label primary,
            UnaryOperator<String> emphasis) {
        String text = file.lineText(line);
        Label middle = labels.contains(primary) ? primary : labels.get(0);
        int start = Math.min(middle.span().column() - 1, text.length());
        int cut = text.length() <= LONGEST_LINE ? 0 : Math.max(0, start - LONGEST_LINE / 2);
        String number = " ".repeat(margin.length() - String.valueOf(line).length()) + line;
        String shown = text.substring(cut, Math.min(text.length(), cut + LONGEST_LINE));
        out.append(blue(number + " | ")).append(printable(shown)).append('\n');
        List<LineLabels.Mark> marks = new ArrayList<>();
        for (Label label : labels) {
            int column = Math.max(0, Math.min(label.span().column() - 1 - cut, LONGEST_LINE));
            int length = Math.max(1, Math.min(underlined(label.span()), LONGEST_LINE - column));
            marks.add(new LineLabels.Mark(column, length, brief(label.text()), label == primary));
        }
        for (List<LineLabels.Piece> row : LineLabels.rows(marks)) {
            out.append(margin).append(blue(" | "));
            int column = 0;
            for (LineLabels.Piece piece : row) {
                out.append(" ".repeat(piece.column() - column));
                out.append(piece.primary() ? emphasis.apply(piece.text()) : blue(piece.text()));
                column = piece.column() + piece.text().length();
            }
            out.append('\n');
        }
    }

    /** Text that a file may have made long, printable and not too long. */
    private static String brief(String text) {
        return printable(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...");
    }

    /** The length of the part of a span in its first line. */
    private static int underlined(Span span) {
        int end = Math.min(span.end(), span.file().lineEnd(span.line()));
        return Math.max(0, end - span.start());
    }

    /** One column for each character, and nothing a terminal would obey. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '\t' ? ' ' : Character.isISOControl(c) || isInvisible(c) ? '?' : c);
        }
        return out.toString();
    }

    private static boolean isInvisible(char c) {
        return Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
    }

    private String red(String text) {
        return colour ? "\u001b[1;31m" + text + "\u001b[0m" : text;
    }

    private String yellow(String text) {
        return colour ? "\u001b[1;33m" + text + "\u001b[0m" : text;
    }

    private String blue(String text) {
        return colour ? "\u001b[1;34m" + text + "\u001b[0m" : text;
    }

    private String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
