package io.github.cnnc.compiler.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The marks and texts under one source line. Labels that do not overlap share a row of marks; the text of the last
 * stands behind it, those of the others below, from right to left:
 *
 * <pre>
 *  3 | layers POOL - CONV(1, 3x3, stride=3)
 *    |        ----                ^^^^^^^^ (3 - 3 + 2*0)/3 + 1 = ...
 *    |        |
 *    |        3x3x1 enters here
 * </pre>
 */
final class LineLabels {

    /** A label on this line: where its mark begins, from 0, and how long it is. */
    record Mark(int column, int length, String text, boolean primary) {

        int end() {
            return column + length;
        }

        String underline() {
            return (primary ? "^" : "-").repeat(length);
        }
    }

    /** A stretch of a row, in the colour of its label. */
    record Piece(int column, String text, boolean primary) {}

    private LineLabels() {}

    /** The rows, top first; the pieces of each from left to right. */
    static List<List<Piece>> rows(List<Mark> marks) {
        List<List<Piece>> rows = new ArrayList<>();
        for (List<Mark> group : groups(marks)) {
            rows.addAll(rowsOf(group));
        }
        return rows;
    }

    /** Marks that do not overlap, the primary one in the first group. */
    private static List<List<Mark>> groups(List<Mark> marks) {
        List<List<Mark>> groups = new ArrayList<>();
        List<Mark> important = new ArrayList<>(marks);
        important.sort(Comparator.comparing(mark -> !mark.primary()));
        for (Mark mark : important) {
            groups.stream()
                    .filter(group -> group.stream().allMatch(m -> mark.end() < m.column() || m.end() < mark.column()))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.get(groups.size() - 1);
                    })
                    .add(mark);
        }
        groups.forEach(group -> group.sort(Comparator.comparingInt(Mark::column)));
        return groups;
    }

    private static List<List<Piece>> rowsOf(List<Mark> group) {
        Mark last = group.get(group.size() - 1);
        List<Mark> waiting = new ArrayList<>(group.subList(0, group.size() - 1));
        List<Piece> first = new ArrayList<>(waiting.stream()
                .map(m -> new Piece(m.column(), m.underline(), m.primary()))
                .toList());
        first.add(new Piece(
                last.column(),
                last.text().isEmpty() ? last.underline() : last.underline() + " " + last.text(),
                last.primary()));
        waiting.removeIf(mark -> mark.text().isEmpty());
        List<List<Piece>> rows = new ArrayList<>(List.of(first));
        boolean bars = true;
        while (!waiting.isEmpty()) {
            if (bars) {
                rows.add(bars(waiting));
            }
            Mark mark = waiting.remove(waiting.size() - 1);
            List<Piece> row = bars(waiting);
            row.add(new Piece(mark.column(), mark.text(), mark.primary()));
            rows.add(row);
            // One row of bars separates the texts from the marks; between the texts they only take room.
            bars = false;
        }
        return rows;
    }

    private static List<Piece> bars(List<Mark> marks) {
        return new ArrayList<>(
                marks.stream().map(m -> new Piece(m.column(), "|", m.primary())).toList());
    }
}
