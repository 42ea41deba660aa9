package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.plan.Layout.Order;
import java.util.Locale;
import java.util.Set;

/** How an operation's loops run. Data only: {@link Schedules} says where each is legal, the emitters what it becomes. */
public sealed interface Schedule {

    /** The order in which it writes, and reads where it cares. */
    default Order order() {
        return Order.PLANES;
    }

    /** The channels that each pixel it writes must have room for. */
    default int room() {
        return 1;
    }

    /** How much of a kernel window is unrolled in the loop body. */
    enum Unrolled {
        /** All of it. Fastest while the body is small; past about a hundred multiply-adds it falls off a cliff. */
        WINDOW,
        /** One row of it. */
        ROW,
        /** Nothing. */
        NONE
    }

    /**
     * Direct convolution: a register tile of filters x output columns, summed over input channels and window. Weights
     * are packed tile by tile. The last tile overlaps the one before, so that one body serves all.
     */
    record DirectConv(int filters, int columns, Unrolled unrolled) implements Schedule {
        @Override
        public String toString() {
            return "direct, " + filters + " filters x " + columns + " columns, unrolled: "
                    + unrolled.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Convolution along the filters, in the form that C2 turns into SIMD instructions on its own: a small method adds a few
     * taps to the accumulators of a few output pixels, for all filters in one loop whose every index is the loop variable plus
     * a constant. The weights of a few taps are an array of their own, at constant distances, and the inputs are scalars.
     *
     * @param columns output columns of a tile, whose accumulators are in one array; what is over in a row is a narrower tile
     * @param taps taps added in one loop
     * @param rows output rows of a block, all of whose tiles are given a few taps before the next few, so that the weights
     *     come from memory once for a block
     */
    record FilterLanes(int columns, int taps, int rows) implements ChannelLanes {
        @Override
        public String toString() {
            return "filter lanes, " + columns + " columns, " + taps + " taps at a time, blocks of " + rows + " rows";
        }
    }

    /**
     * Winograd's minimal filtering in loops for C2's vectoriser: transforms along the channels, products as in {@link FilterLanes}.
     *
     * @param outputs the side of a tile of outputs
     * @param tiles tiles that are transformed before they are multiplied
     * @param columns tiles whose products are in one array
     * @param taps channels added in one loop
     */
    record WinogradLanes(int outputs, int tiles, int columns, int taps) implements ChannelLanes {
        @Override
        public String toString() {
            return "winograd lanes, " + outputs + "x" + outputs + " outputs, blocks of " + tiles + ", " + columns
                    + " tiles, " + taps + " taps at a time";
        }
    }

    /**
     * Convolution along the output pixels, for few filters: what each tap sees of a block of rows is copied into an array that
     * it shares with a few others, then the weights are scalars as the inputs are in {@link FilterLanes}. Reads any order.
     *
     * @param filters filters of a tile
     * @param taps taps added in one loop
     * @param rows output rows of a block
     */
    record PixelLanes(int filters, int taps, int rows, Order order) implements Schedule {
        @Override
        public String toString() {
            return "pixel lanes, " + filters + " filters, " + taps + " taps at a time, blocks of " + rows
                    + " rows, writes " + order.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Convolution of one channel by itself or pooling, in loops over the channels of some output rows and columns. */
    record WindowLanes(int rows, int columns) implements ChannelLanes {
        /**
         * Taps of one loop that C2 vectorises: of six of one row 12 elements a nanosecond on both JDKs, of nine 0.4. A loop over two rows
         * reads a weight once for both: 3x3, 32 channels of 112x112 330 us instead of 450 on both JDKs; with five taps, or with four
         * rows, 820 to 1,300.
         */
        public int taps() {
            return rows == 1 ? 5 : 3;
        }

        @Override
        public String toString() {
            return "window lanes, " + rows + " rows x " + columns + " columns";
        }
    }

    /** Element-wise operations in plain loops, channels innermost. */
    record ChannelLoops() implements ChannelLanes {
        @Override
        public String toString() {
            return "loops over channels";
        }
    }

    /** A schedule in plain Java with its innermost loop over channels, which lie next to each other. */
    sealed interface ChannelLanes extends Schedule {
        @Override
        default Order order() {
            return Order.CHANNELS;
        }
    }

    /**
     * Convolution of one channel by itself: the weights of a window in registers, a tile of output columns. A window
     * of more taps than one pass holds takes several passes over the output.
     */
    record Depthwise(int columns, int taps) implements Schedule {
        @Override
        public String toString() {
            return "depthwise, " + columns + " columns, " + taps + " taps a pass";
        }
    }

    /** A fully connected layer, several rows of the matrix at a time, one accumulator each. */
    record RowDense(int rows) implements Schedule {
        @Override
        public String toString() {
            return "dense, " + rows + " rows at a time";
        }
    }

    /** Pooling: windows inside the volume without tests, unrolled or not; those that reach out clipped one by one. */
    record Pool(boolean unrolled) implements Schedule {
        @Override
        public String toString() {
            return unrolled ? "pool, window unrolled" : "pool, window in a loop";
        }
    }

    /** Plain loops over the elements. */
    record Loops() implements Schedule {
        @Override
        public String toString() {
            return "loops";
        }
    }

    /** Nothing to compute: the plan has put the values where they belong, or copies them. */
    record Moved(Order order) implements Schedule {
        @Override
        public String toString() {
            return "moved";
        }
    }

    /** Which taps the body of a vector convolution's inner loop adds, and so the order of its weights. */
    enum Taps {
        /** One or a few of a kernel row, channel by channel: kernel row, kernel column, channel. */
        LINE,
        /** A kernel row at one channel; neighbouring pixels share what they read. Order: kernel row, channel, kernel column. */
        ROW,
        /** The whole window at one channel. Order: channel, kernel row, kernel column. */
        WINDOW
    }

    /**
     * Convolution or fully connected layer with explicit SIMD: a register tile of pixels x vectors of filters; each input
     * element is broadcast once for all vectors. The last tiles overlap those before, so one body serves all.
     *
     * @param lanes floats in a vector
     * @param rows output rows of a tile
     * @param columns output columns of a tile
     * @param vectors vectors of filters of a tile
     * @param chains sums for each element, added at the end: more than 1 where a tile has too few to keep the units busy
     */
    record VectorConv(int lanes, int rows, int columns, int vectors, int chains, Taps taps) implements Vector {
        @Override
        public String toString() {
            return "vector conv, " + rows + "x" + columns + " pixels x " + vectors + "x" + lanes + " filters, by "
                    + taps.name().toLowerCase(Locale.ROOT) + (chains == 1 ? "" : ", " + chains + " chains");
        }
    }

    /**
     * Convolution by Winograd's minimal filtering: fewer multiplications, at the price of transforms and of more and less exact
     * arithmetic (about ten times the rounding error of a direct convolution for tiles of 4 x 4 outputs).
     *
     * @param lanes floats in a vector of filters
     * @param channelLanes floats in a vector of channels
     * @param outputs the side of a tile of outputs
     * @param tiles tiles that are transformed before they are multiplied; their scratch should fit the second-level cache
     * @param rows tiles in a register tile of the products
     * @param vectors vectors of filters in a register tile
     */
    record Winograd(int lanes, int channelLanes, int outputs, int tiles, int rows, int vectors) implements Vector {
        @Override
        public Set<Integer> widths() {
            return lanes == channelLanes ? Set.of(lanes) : Set.of(lanes, channelLanes);
        }

        @Override
        public String toString() {
            return "winograd, " + outputs + "x" + outputs + " outputs, blocks of " + tiles + ", " + rows + " rows x "
                    + vectors + "x" + lanes + " filters";
        }
    }

    /** Convolution of one channel by itself or pooling: vectors of channels, a tile of output columns. */
    record VectorWindow(int lanes, int columns) implements Vector {
        @Override
        public String toString() {
            return "vector window, " + columns + " columns x " + lanes + " channels";
        }
    }

    /**
     * A fully connected layer with vectors of inputs, some rows of the matrix at a time. The weights lie as they are stored, so
     * that a large layer is in memory once.
     */
    record VectorDense(int lanes, int rows) implements Vector {
        @Override
        public Order order() {
            return Order.PLANES;
        }

        @Override
        public int room() {
            return 1;
        }

        @Override
        public String toString() {
            return "vector dense, " + rows + " rows of " + lanes + " inputs at a time";
        }
    }

    /** Element-wise, with vectors of channels. */
    record VectorLoops(int lanes) implements Vector {
        @Override
        public String toString() {
            return "vector loops of " + lanes;
        }
    }

    /** A schedule in {@code jdk.incubator.vector}; mostly it writes channels next to each other. */
    sealed interface Vector extends Schedule {
        /** Floats in a vector: 4, 8 or 16. */
        int lanes();

        /** Floats in each kind of vector that its kernels use. */
        default Set<Integer> widths() {
            return Set.of(lanes());
        }

        @Override
        default Order order() {
            return Order.CHANNELS;
        }

        @Override
        default int room() {
            return lanes();
        }
    }

    /** No loops: every output element by itself with literal positions. Needs no halo. */
    record StraightLine() implements Schedule {
        @Override
        public String toString() {
            return "straight-line";
        }
    }
}
