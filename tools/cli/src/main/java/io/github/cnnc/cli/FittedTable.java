package io.github.cnnc.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of layers made to fit a terminal: the texts of layers are cut, and if that is not enough the least important columns
 * are left out.
 *
 * @param columns those that are left
 * @param layerWidth the most characters of a layer's text
 */
record FittedTable(List<LayerColumn> columns, int layerWidth) {

    /** As much of a layer's text is shown at least. */
    private static final int LEAST = 24;

    private static final int BETWEEN = 2;

    /** What is left out first. */
    private static final List<LayerColumn> LEAST_IMPORTANT = List.of(
            LayerColumn.LIVE,
            LayerColumn.STRIDE,
            LayerColumn.FIELD,
            LayerColumn.MEMORY,
            LayerColumn.PARAMETERS,
            LayerColumn.FORMULA,
            LayerColumn.MACS);

    FittedTable {
        columns = List.copyOf(columns);
    }

    /**
     * The columns that fit; if not even the most important do, those.
     *
     * @param width characters of a line
     * @param optional whether columns may be left out
     */
    static FittedTable of(List<LayerColumn> columns, List<LayerLine> lines, int width, boolean optional) {
        List<LayerColumn> left = new ArrayList<>(columns);
        int room = room(left, lines, width);
        for (LayerColumn column : optional ? LEAST_IMPORTANT : List.<LayerColumn>of()) {
            if (room >= Math.min(LEAST, width(LayerColumn.LAYER, lines))) {
                break;
            }
            left.remove(column);
            room = room(left, lines, width);
        }
        return new FittedTable(left, Math.max(LEAST, room));
    }

    /** What the other columns leave for the texts of layers. */
    private static int room(List<LayerColumn> columns, List<LayerLine> lines, int width) {
        return width
                - BETWEEN * (columns.size() - 1)
                - columns.stream()
                        .filter(c -> c != LayerColumn.LAYER)
                        .mapToInt(c -> width(c, lines))
                        .sum();
    }

    private static int width(LayerColumn column, List<LayerLine> lines) {
        return Math.max(
                column.column().heading().length(),
                lines.stream().mapToInt(l -> column.shown(l).length()).max().orElse(0));
    }

    /** A cell, cut if it is a layer's. */
    String cell(LayerColumn column, LayerLine line) {
        String text = column.shown(line);
        return column == LayerColumn.LAYER && text.length() > layerWidth
                ? text.substring(0, layerWidth - 1) + "\u2026"
                : text;
    }
}
