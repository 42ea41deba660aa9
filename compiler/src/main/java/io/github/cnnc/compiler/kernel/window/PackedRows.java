package io.github.cnnc.compiler.kernel.window;

import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.Alignment;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the taps of {@link WindowLoops} see their pixels in its short array, which has a strip for each input row that a
 * tile of output rows and columns reads. Where taps of a row see the same pixels, and channels are whole vectors, the strip is these
 * pixels, and a tap begins a pixel behind the one before; else it has what each kernel column sees by itself.
 *
 * @param rows output rows of a tile
 * @param columns output columns of a tile
 * @param inputRows the rows that are read, from the first tap on
 */
record PackedRows(Window window, int rows, int columns, int depth, List<Integer> inputRows) {

    /** The strips of an operation with so many channels. */
    public static PackedRows of(Window window, WindowLoops schedule, int depth) {
        TreeSet<Integer> rows = new TreeSet<>();
        for (int r = 0; r < schedule.rows(); r++) {
            for (int kh = 0; kh < window.kernelHeight(); kh++) {
                rows.add(r * window.strideHeight() + kh * window.dilationHeight());
            }
        }
        return new PackedRows(window, schedule.rows(), schedule.columns(), depth, List.copyOf(rows));
    }

    /** Whether the taps of a row see the same pixels. */
    public boolean shared() {
        return window.strideWidth() == 1 && window.dilationWidth() == 1 && depth == Alignment.aligned(depth);
    }

    /** Pixels of a strip, if taps share them. */
    public int pixels() {
        return columns + window.kernelWidth() - 1;
    }

    /** Floats of what one tap sees of one output row, and of that row's sums. */
    public int lanes() {
        return Alignment.aligned(Math.multiplyExact(columns, depth));
    }

    /** Floats of a strip. */
    public int strip() {
        return shared() ? Math.multiplyExact(pixels(), depth) : Math.multiplyExact(window.kernelWidth(), lanes());
    }

    /** Where a tap of an output row sees its pixels. */
    public int position(int row, int kh, int kw) {
        int at = inputRows.indexOf(row * window.strideHeight() + kh * window.dilationHeight());
        return at * strip() + kw * (shared() ? depth : lanes());
    }

    /** Floats of all strips, at least as many as there are sums. */
    public int floats() {
        return Math.max(Math.multiplyExact(inputRows.size(), strip()), Math.multiplyExact(rows, lanes()));
    }

    /** Copies that fill the strips, pixel by pixel. */
    int copies() {
        return inputRows.size() * (shared() ? pixels() : window.kernelWidth() * columns);
    }
}
