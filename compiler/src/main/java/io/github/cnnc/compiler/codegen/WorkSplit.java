package io.github.cnnc.compiler.codegen;

/**
 * A kernel's pieces of work: {@code tiles} times {@code rows}, the rows of a tile one behind the other.
 *
 * <p>Where the last piece of a run overlaps the one before, both write some elements. An element has one writer, or threads might change
 * bits: one thread has both. A run of 1 is a piece that overlaps no other.
 *
 * @param rows rows of the output, the same for each tile; or all pieces, of one tile
 * @param rowRun rows of which the last overlaps the one before; a divisor of the rows
 * @param tileRun tiles of which the last overlaps the one before; a divisor of the tiles
 */
public record WorkSplit(int rows, int tiles, int rowRun, int tileRun) {

    /** WorkSplit one behind the other, in runs of which the last overlaps the one before. */
    public static WorkSplit line(int units, int run) {
        return new WorkSplit(units, 1, run, 1);
    }

    /** Tiles of which the last overlaps the one before if they do not fit. */
    public static WorkSplit tiles(int size, int tile) {
        int units = (size + tile - 1) / tile;
        return line(units, size % tile == 0 ? 1 : units);
    }
}
