package io.github.cnnc.compiler.compare;

import io.github.cnnc.compiler.check.LayerRow;
import java.util.ArrayList;
import java.util.BitSet;
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
        BitSet paired = new BitSet();
        BitSet up = new BitSet();
        long[] above = new long[columns + 1];
        // From the end, so that the pairs are then found from the beginning, and of equals the earliest.
        for (int i = rows - 1; i >= 0; i--) {
            long[] here = new long[columns + 1];
            for (int j = columns - 1; j >= 0; j--) {
                long weight = weight(i, j);
                long both = weight == 0 ? -1 : weight + above[j + 1];
                long best = Math.max(both, Math.max(above[j], here[j + 1]));
                here[j] = best;
                paired.set(cell(i, j), best == both);
                up.set(cell(i, j), best == above[j]);
            }
            above = here;
        }
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (paired.get(cell(i, j))) {
                pairs.add(new Pair(i++, j++));
            } else if (up.get(cell(i, j))) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }

    private int cell(int i, int j) {
        return Math.addExact(Math.multiplyExact(i, columns), j);
    }
}
