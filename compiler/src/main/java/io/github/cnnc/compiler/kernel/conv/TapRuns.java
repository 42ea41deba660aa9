package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.layout.Layout;

/**
 * How the taps of a window lie in an input: channels within columns within rows, as few loops as the layout allows.
 *
 * @param rows runs of a column, kernel rows that do not follow each other
 * @param columns runs of a row, kernel columns that do not follow each other
 * @param taps taps of a run, at one distance from each other
 * @param step that distance in floats
 */
record TapRuns(int rows, int columns, int taps, int step) {

    /** The runs of one group's filters. */
    public static TapRuns of(ConvShape shape, Layout in) {
        int taps = shape.depth();
        int step = in.channelStride();
        int columns = shape.kernelWidth();
        int rows = shape.kernelHeight();
        if (shape.groups() == 1 && in.pixelStride() == taps && shape.dilationWidth() == 1) {
            taps *= columns;
            step = 1;
            columns = 1;
            if (in.rowStride() == taps && shape.dilationHeight() == 1) {
                taps *= rows;
                rows = 1;
            }
        }
        return new TapRuns(rows, columns, taps, step);
    }
}
