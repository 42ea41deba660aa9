package io.github.cnnc.compiler.kernel.conv;

/**
 * How {@link FilterLoops} divides output pixels into blocks of rows, and rows into tiles. A convolution that reads one
 * pixel for each it writes can take all pixels as one long line: its rows are then pieces of that line.
 *
 * @param columns output columns of a tile
 * @param width pixels of a row
 * @param rows rows of a block
 * @param blocks blocks; the last overlaps the one before
 */
record PixelBlocks(int columns, int width, int rows, int blocks) {

    /** The blocks of a convolution; in a {@code line} or in rows. */
    public static PixelBlocks of(ConvShape shape, FilterLoops schedule, boolean line) {
        int rows = Math.min(schedule.rows(), shape.height());
        if (!line) {
            return new PixelBlocks(schedule.columns(), shape.width(), rows, (shape.height() + rows - 1) / rows);
        }
        int pixels = shape.width() * shape.height();
        int most = Math.max(1, pixels / (rows * shape.width()));
        int width = (pixels + most - 1) / most;
        return new PixelBlocks(schedule.columns(), width, 1, (pixels + width - 1) / width);
    }

    /** Tiles of full width in a row. */
    public int full() {
        return width / columns;
    }

    /** Columns that are over in a row. */
    public int rest() {
        return width % columns;
    }

    /** Tiles of a block; those of full width come first. */
    public int tiles() {
        return rows * (full() + (rest() > 0 ? 1 : 0));
    }
}
