package io.github.cnnc.compiler.plan;

/** How an operation's loops run. Data only: {@link Schedules} says where each is legal, the emitters what it becomes. */
public sealed interface Schedule {

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
                    + unrolled.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Convolution along the filters, in the form that C2 turns into SIMD instructions on its own: a small method adds a few
     * taps to the accumulators of a few output columns, for all filters in one loop whose every index is the loop variable plus
     * a constant. The weights of a tap are an array of their own, and the inputs are arguments. That it is a method
     * matters: inlined by hand, the same loop of 4 columns x 3 taps ran at 13 and 16 instead of 24 and 50 GFLOP/s on JDK 17.
     *
     * @param columns output columns at a time
     * @param taps taps of the window added in one loop; for 1x1 windows, input channels
     */
    record FilterLanes(int columns, int taps) implements Schedule {
        @Override
        public String toString() {
            return "filter lanes, " + columns + " columns, " + taps + " taps at a time";
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
    record Moved() implements Schedule {
        @Override
        public String toString() {
            return "moved";
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
