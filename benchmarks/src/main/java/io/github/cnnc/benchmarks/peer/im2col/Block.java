package io.github.cnnc.benchmarks.peer.im2col;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a row that is computed at once, in arrays of a width for which there is a {@link Product}.
 *
 * @param from its first element
 * @param count how many elements it has
 * @param width how many the arrays have, at least {@code count}
 */
record Block(int from, int count, int width) {

    /** The widths, the largest first. */
    static final List<Integer> WIDTHS = List.of(512, 256, 128, 64, 16);

    /** Nanoseconds of {@link Product} for each width, measured: the loops before and after the vectors count more in a short one. */
    private static final List<Integer> NANOS = List.of(133, 82, 46, 34, 15);

    /** A row in blocks. A block is wider than what is left of the row only if it is five eighths full. */
    static List<Block> of(int row) {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        while (from < row) {
            int left = row - from;
            int width =
                    WIDTHS.stream().filter(w -> 8 * left >= 5 * w).findFirst().orElse(16);
            blocks.add(new Block(from, Math.min(left, width), width));
            from += width;
        }
        return blocks;
    }

    /** What a row costs, in nanoseconds for each {@link Product}. */
    static int nanos(int row) {
        return of(row).stream()
                .mapToInt(b -> NANOS.get(WIDTHS.indexOf(b.width)))
                .sum();
    }
}
