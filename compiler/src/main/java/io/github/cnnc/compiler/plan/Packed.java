package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Param;

/**
 * Numbers as a kernel reads them.
 *
 * @param param the numbers
 * @param order how they are arranged when a model is loaded
 */
public record Packed(Param param, Order order) {

    /** An arrangement of weights. */
    public sealed interface Order {
        /** Whether it is rows, arrays of their own, and not one array. */
        default boolean inRows() {
            return false;
        }

        /** Whether its own sizes say how many numbers there are, and not the length of their array. */
        default boolean bySizes() {
            return true;
        }
    }

    /** As they are stored. */
    public record AsStored() implements Order {
        @Override
        public boolean bySizes() {
            return false;
        }
    }

    /** [groups][filters][taps] becomes [groups][tiles][taps][tile]; the last tile of a group overlaps the one before. */
    public record FilterTiles(int groups, int filters, int taps, int tile) implements Order {}

    /**
     * [groups][filters][depth][kernel height][kernel width] becomes [groups][runs][arrays][taps][pitch]: the taps in the order kernel
     * row, kernel column, channel, parted into runs, and each run into arrays of some taps with a weight for each filter.
     *
     * @param run taps of a run
     * @param taps taps of an array; the last of a run may have fewer
     */
    public record TapRows(ConvShape shape, int run, int taps) implements Order {
        @Override
        public boolean inRows() {
            return true;
        }
    }

    /** [filters][depth][kernel][kernel] becomes [points][arrays][taps][pitch], transformed; a point's last array may have fewer taps. */
    public record WinogradRows(int outputs, int kernel, int filters, int depth, int taps) implements Order {
        @Override
        public boolean inRows() {
            return true;
        }
    }

    /** [rows][columns] becomes [columns][room] with the rows {@code times} over, what is over is 0. */
    public record Repeated(int rows, int columns, int times, int room) implements Order {}

    /**
     * [groups][filters][depth][kernel height][kernel width] becomes [groups][tiles][taps][tile], the taps in the order that
     * {@code taps} says; the last tile of a group overlaps the one before.
     */
    public record VectorTiles(ConvShape shape, int tile, Schedule.Taps taps) implements Order {}

    /** [filters][depth][kernel][kernel] becomes [points][tiles][depth][tile], transformed. */
    public record WinogradTiles(int outputs, int kernel, int filters, int depth, int tile) implements Order {}

    /** [rows][columns] becomes [columns][room], what is over is 0. */
    public record Transposed(int rows, int columns, int room) implements Order {}

    /** [length] becomes [room], what is over is 0. */
    public record Padded(int room) implements Order {
        @Override
        public boolean bySizes() {
            return false;
        }
    }
}
