package io.github.cnnc.compiler.plan;

/**
 * How the taps of a window lie in an input whose channels lie next to each other: channels within columns within rows, as few
 * loops as the layout allows.
 *
 * @param rows runs of a column, kernel rows that do not follow each other
 * @param columns runs of a row, kernel columns that do not follow each other
 * @param taps taps of a run, that lie next to each other
 */
public record TapRuns(int rows, int columns, int taps) {

    /** The runs of one group's filters. */
    public static TapRuns of(ConvShape shape, Layout in) {
        int taps = shape.depth();
        int columns = shape.kernelWidth();
        int rows = shape.kernelHeight();
        if (shape.groups() == 1 && in.pitch() == taps && shape.dilationWidth() == 1) {
            taps *= columns;
            columns = 1;
            if (in.row() == taps && shape.dilationHeight() == 1) {
                taps *= rows;
                rows = 1;
            }
        }
        return new TapRuns(rows, columns, taps);
    }
}
