package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Renders diagnostics as text:
 *
 * <pre>
 * error[CNN031]: the 3x3 filter does not fit at stride 3
 *   --&gt; samples/bad/lecture7.cnn:3:8
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
                .append(bold(printable(diagnostic.message())))
                .append('\n');
        out.append(margin)
                .append(blue("--> "))
                .append(printable(diagnostic.at().toString()))
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
                    .append(printable(note))
                    .append('\n');
        }
        if (!diagnostic.fixes().isEmpty()) {
            String help = diagnostic.fixes().stream().map(Fix::toString).collect(Collectors.joining("; "));
            out.append(margin)
                    .append(blue(" = "))
                    .append("help: ")
                    .append(printable(help))
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
        labels.sort(Comparator.comparingInt((Label label) -> label.span().line())
                .thenComparing(label -> -label.span().start()));
        int previous = 0;
        int cut = 0;
        for (Label label : labels) {
            int line = label.span().line();
            int start = label.span().column() - 1;
            if (line != previous) {
                if (previous != 0 && line > previous + 1) {
                    out.append(blue("...")).append('\n');
                }
                String text = file.lineText(line);
                cut = text.length() <= LONGEST_LINE
                        ? 0
                        : Math.max(0, Math.min(start, text.length()) - LONGEST_LINE / 2);
                String number =
                        " ".repeat(margin.length() - String.valueOf(line).length() - 1) + line + " ";
                String shown = text.substring(cut, Math.min(text.length(), cut + LONGEST_LINE));
                out.append(blue(number + "| ")).append(printable(shown)).append('\n');
                previous = line;
            }
            int column = Math.max(0, Math.min(start - cut, LONGEST_LINE));
            int length = Math.max(1, Math.min(underlined(label.span()), LONGEST_LINE - column));
            boolean isPrimary = label == primary;
            String mark = (isPrimary ? "^" : "-").repeat(length);
            String said = label.text().isEmpty() ? mark : mark + " " + printable(label.text());
            out.append(margin).append(blue(" | ")).append(" ".repeat(column));
            out.append(isPrimary ? emphasis.apply(said) : blue(said)).append('\n');
        }
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
