package io.github.cnnc.compiler.compare;

import io.github.cnnc.compiler.check.LayerRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Pairs the layers of two networks in order: a longest common subsequence (Wagner and Fischer 1974), weighted. As many layers
 * as possible that have kind and text alike; of such pairings one with the most names alike; then as many as possible that
 * have at least the kind or the name alike, which are layers that were changed.
 *
 * <p>Takes time and two bits for each pair of layers: 25 MB for the 10 000 a network may have.
 */
final class Alignment {

    /** A pair of places, in the first network and in the second. */
    record Pair(int before, int after) {}

    // Networks have at most 10 000 layers, so that no number of lesser pairs outweighs a greater one.
    private static final long TEXT = 1L << 40;
    private static final long NAME = 1L << 20;
    private static final long KIND = 1;

    private final int[][] texts;
    private final int[][] names;
    private final int[][] kinds;
    private final int rows;
    private final int columns;

    private Alignment(List<LayerRow> before, List<LayerRow> after) {
        this.rows = before.size();
        this.columns = after.size();
        this.texts = numbered(before, after, row -> row.kind() + " " + row.text());
        this.names = numbered(before, after, LayerRow::name);
        this.kinds = numbered(before, after, LayerRow::kind);
    }

    /** The pairs in order. */
    static List<Pair> of(List<LayerRow> before, List<LayerRow> after) {
        return new Alignment(before, after).pairs();
    }

    /** Strings as numbers, which are compared 10^8 times. */
    private static int[][] numbered(List<LayerRow> before, List<LayerRow> after, Function<LayerRow, String> text) {
        Map<String, Integer> numbers = new HashMap<>();
        int[][] numbered = new int[2][];
        numbered[0] = before.stream()
                .mapToInt(row -> numbers.computeIfAbsent(text.apply(row), t -> numbers.size()))
                .toArray();
        numbered[1] = after.stream()
                .mapToInt(row -> numbers.computeIfAbsent(text.apply(row), t -> numbers.size()))
                .toArray();
        return numbered;
    }

    /** What it is worth to pair two layers; 0 where they have nothing in common. */
    private long weight(int i, int j) {
        long weight = texts[0][i] == texts[1][j] ? TEXT : 0;
        weight += names[0][i] == names[1][j] ? NAME : 0;
        return weight + (kinds[0][i] == kinds[1][j] ? KIND : 0);
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        // What both begin and end with alike in everything is paired in some best pairing: any other pair of the first
        // layers is worth no more and leaves less to the rest.
        int first = 0;
        while (first < rows && first < columns && isSame(first, first)) {
            pairs.add(new Pair(first, first));
            first++;
        }
        int last = 0;
        while (rows - last > first && columns - last > first && isSame(rows - 1 - last, columns - 1 - last)) {
            last++;
        }
        middle(first, rows - last, columns - last, pairs);
        for (; last > 0; last--) {
            pairs.add(new Pair(rows - last, columns - last));
        }
        return pairs;
    }

    private boolean isSame(int i, int j) {
        return weight(i, j) == TEXT + NAME + KIND;
    }

    /** Pairs what lies between a place that is the same in both and an end in each. */
    private void middle(int first, int rowsEnd, int columnsEnd, List<Pair> pairs) {
        // A bit for each pair of layers: whether it is paired, and whether the first of it is left out.
        int words = (columnsEnd - first + Long.SIZE) / Long.SIZE;
        long[][] paired = new long[rowsEnd - first][words];
        long[][] up = new long[rowsEnd - first][words];
        long[] above = new long[columnsEnd - first + 1];
        long[] here = new long[columnsEnd - first + 1];
        // From the end, so that the pairs are then found from the beginning, and of equals the earliest.
        for (int i = rowsEnd - 1; i >= first; i--) {
            row(i, first, columnsEnd, above, here, paired[i - first], up[i - first]);
            long[] spare = above;
            above = here;
            here = spare;
        }
        int i = first;
        int j = first;
        while (i < rowsEnd && j < columnsEnd) {
            if (isSet(paired[i - first], j - first)) {
                pairs.add(new Pair(i++, j++));
            } else if (isSet(up[i - first], j - first)) {
                i++;
            } else {
                j++;
            }
        }
    }

    /** One row of the table, from what is below it: 10^8 of its cells take a third of a second. */
    private void row(int i, int first, int end, long[] above, long[] here, long[] paired, long[] up) {
        int text = texts[0][i];
        int name = names[0][i];
        int kind = kinds[0][i];
        int[] otherTexts = texts[1];
        int[] otherNames = names[1];
        int[] otherKinds = kinds[1];
        long right = 0;
        here[end - first] = 0;
        for (int j = end - 1; j >= first; j--) {
            int at = j - first;
            long weight = (text == otherTexts[j] ? TEXT : 0)
                    + (name == otherNames[j] ? NAME : 0)
                    + (kind == otherKinds[j] ? KIND : 0);
            long both = weight == 0 ? -1 : weight + above[at + 1];
            long down = above[at];
            right = Math.max(both, Math.max(down, right));
            here[at] = right;
            paired[at >> 6] |= (right == both ? 1L : 0L) << at;
            up[at >> 6] |= (right == down ? 1L : 0L) << at;
        }
    }

    private static boolean isSet(long[] bits, int at) {
        return (bits[at >> 6] >>> at & 1) != 0;
    }
}
