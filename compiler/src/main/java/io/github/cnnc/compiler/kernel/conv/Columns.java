package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Window;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which input columns a tile of output columns reads, relative to the first tap of the first. */
public final class Columns {

    private Columns() {}

    /** The positions that taps {@code from} to {@code to - 1} of a window row read for {@code columns} outputs. */
    public static SortedSet<Integer> read(Window window, int columns, int from, int to) {
        SortedSet<Integer> positions = new TreeSet<>();
        for (int kw = from; kw < to; kw++) {
            for (int j = 0; j < columns; j++) {
                positions.add(j * window.strideWidth() + kw * window.dilationWidth());
            }
        }
        return positions;
    }
}
