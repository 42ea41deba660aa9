package io.github.cnnc.compiler.format;

import java.util.ArrayList;
import java.util.List;

/** The lines of the text that is laid out. */
final class Page {

    /** The longest line, in UTF-16 units; only what cannot be broken is longer. */
    static final int WIDTH = 120;

    /** Blanks between the longest of some lines and the comments behind them. */
    private static final int BEFORE_COMMENT = 2;

    private static final class Line {
        private final StringBuilder words = new StringBuilder();
        private final List<Integer> stops = new ArrayList<>();
        private int indent;
        private String comment = "";

        boolean isEmpty() {
            return words.toString().isBlank() && comment.isEmpty();
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private Line current = new Line();

    /** Where the next character goes, from 0. */
    int column() {
        return current.words.length();
    }

    boolean atLineStart() {
        return column() == current.indent;
    }

    void text(String text) {
        current.words.append(text);
    }

    void blanks(int count) {
        if (!atLineStart()) {
            text(" ".repeat(count));
        }
    }

    /** Begins a line; in place of one that is still empty. */
    void line(int indent) {
        if (!current.isEmpty()) {
            end();
        }
        current = new Line();
        current.indent = indent;
        text(" ".repeat(indent));
    }

    /** Begins a line with an empty one above it, except on top. */
    void lineAfterBlank(int indent) {
        line(indent);
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add(new Line());
        }
    }

    private void end() {
        String words = current.words.toString().stripTrailing();
        current.words.setLength(words.length());
        lines.add(current);
    }

    /** Comments, and the beginning of the line after them. */
    void comments(Gap gap, int indent) {
        for (Comment comment : gap.comments()) {
            if (!comment.ownLine()) {
                current.comment = comment.text();
                continue;
            }
            begin(comment.blankLineBefore(), indent);
            text(comment.text());
        }
        begin(gap.blankLine(), indent);
    }

    /** Begins a line. */
    void begin(boolean blankLineBefore, int indent) {
        if (blankLineBefore) {
            lineAfterBlank(indent);
        } else {
            line(indent);
        }
    }

    // -- columns ----------------------------------------------------------------------------------------------------

    /** Marks the place as one to be lined up. */
    void stop() {
        current.stops.add(column());
    }

    /** The number of the current line, from 0. */
    int number() {
        return lines.size();
    }

    /**
     * Lines up the stops of the lines from this one on. Nothing is done where a line would become too long, or where one
     * begins elsewhere: that is then the inside of a bracket, which must stay below what it stands below.
     */
    void tabulate(int from, int indent) {
        List<Line> rows = new ArrayList<>(lines.subList(from, lines.size()));
        rows.add(current);
        List<List<Integer>> padding = padding(rows);
        boolean possible = rows.stream().skip(1).allMatch(row -> row.indent == indent || row.isEmpty());
        for (int r = 0; r < rows.size(); r++) {
            int added = padding.get(r).stream().mapToInt(Integer::intValue).sum();
            possible &= rows.get(r).words.length() + added <= WIDTH;
        }
        for (int r = 0; possible && r < rows.size(); r++) {
            Line row = rows.get(r);
            for (int s = row.stops.size() - 1; s >= 0; s--) {
                row.words.insert(
                        row.stops.get(s).intValue(), " ".repeat(padding.get(r).get(s)));
            }
        }
        rows.forEach(row -> row.stops.clear());
    }

    /** How many blanks go in at each stop of each row. */
    private static List<List<Integer>> padding(List<Line> rows) {
        List<List<Integer>> padding = new ArrayList<>();
        rows.forEach(row -> padding.add(new ArrayList<>()));
        int most = rows.stream().mapToInt(row -> row.stops.size()).max().orElse(0);
        int[] added = new int[rows.size()];
        for (int s = 0; s < most; s++) {
            int target = 0;
            for (int r = 0; r < rows.size(); r++) {
                if (s < rows.get(r).stops.size()) {
                    target = Math.max(target, rows.get(r).stops.get(s) + added[r]);
                }
            }
            for (int r = 0; r < rows.size(); r++) {
                if (s < rows.get(r).stops.size()) {
                    int blanks = target - rows.get(r).stops.get(s) - added[r];
                    padding.get(r).add(blanks);
                    added[r] += blanks;
                }
            }
        }
        return padding;
    }

    // -- the text ---------------------------------------------------------------------------------------------------

    /** Every line, the comments behind neighbouring lines below one another. */
    List<String> finished() {
        if (!current.isEmpty()) {
            end();
            current = new Line();
        }
        List<String> finished = new ArrayList<>();
        int column = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.comment.isEmpty()) {
                finished.add(line.words.toString());
                continue;
            }
            if (i == 0 || lines.get(i - 1).comment.isEmpty()) {
                column = commentColumn(i);
            }
            finished.add(line.words + " ".repeat(column - line.words.length()) + line.comment);
        }
        return finished;
    }

    private int commentColumn(int first) {
        int widest = 0;
        for (int i = first; i < lines.size() && !lines.get(i).comment.isEmpty(); i++) {
            widest = Math.max(widest, lines.get(i).words.length());
        }
        return widest + BEFORE_COMMENT;
    }
}
