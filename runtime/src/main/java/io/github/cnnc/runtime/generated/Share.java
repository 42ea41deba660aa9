package io.github.cnnc.runtime.generated;

/**
 * A thread's share of a kernel's pieces of work: the same in every run, so that what a thread reads is mostly what it has written.
 *
 * <p>Where pieces lie in a grid, {@code tiles} times {@code rows} of the output with the rows of a tile one after another, each thread has
 * some rows of every tile, as it has in kernels that are divided by rows alone. Processors that do not share a cache take several
 * times as long for what the other has written. Only where the rows cannot be divided evenly, a thread has some tiles of all rows instead.
 *
 * <p>The last of every {@code run} pieces overlaps the one before, and both are one thread's: what two threads write at a time may be
 * either's. A run of 1 overlaps nothing.
 *
 * @param index the thread's number, from 0
 * @param threads how many there are
 */
record Share(int index, int threads) {

    /** Part of the time that may be lost because one thread has a row more than another: more than that, and rows are not divided. */
    private static final int LOSS = 16;

    /** The first of {@code items} pieces that is this thread's. */
    int begin(int items, int run) {
        return cut(items, run, index);
    }

    /** The piece behind the last that is this thread's. */
    int end(int items, int run) {
        return cut(items, run, index + 1);
    }

    /** How many runs of pieces one behind the other this thread has in a grid. */
    int passes(int rows, int rowRun, int tiles, int tileRun) {
        return byRows(rows, rowRun, tiles, tileRun) ? tiles : 1;
    }

    /** The first piece of a grid that is this thread's in a pass. */
    int begin(int rows, int rowRun, int tiles, int tileRun, int pass) {
        return cut(rows, rowRun, tiles, tileRun, pass, index);
    }

    /** The piece behind the last that is this thread's in a pass. */
    int end(int rows, int rowRun, int tiles, int tileRun, int pass) {
        return cut(rows, rowRun, tiles, tileRun, pass, index + 1);
    }

    private int cut(int rows, int rowRun, int tiles, int tileRun, int pass, int thread) {
        if (byRows(rows, rowRun, tiles, tileRun)) {
            return pass * rows + cut(rows, rowRun, thread);
        }
        return tileRun > 1 ? rows * cut(tiles, tileRun, thread) : cut(rows * tiles, rowRun, thread);
    }

    /** The first piece of a thread. */
    private int cut(int items, int run, int thread) {
        int at = (int) ((long) items * thread / threads);
        return run > 1 && at % run == run - 1 ? at + 1 : at;
    }

    private boolean byRows(int rows, int rowRun, int tiles, int tileRun) {
        long most = most(rows, rowRun);
        return (most * threads - rows) * LOSS <= rows
                || tileRun > 1 && most * tiles <= (long) most(tiles, tileRun) * rows;
    }

    /** The most pieces that a thread has. */
    private int most(int items, int run) {
        if (run == 1) {
            return (items + threads - 1) / threads;
        }
        int most = 0;
        for (int thread = 0; thread < threads; thread++) {
            most = Math.max(most, cut(items, run, thread + 1) - cut(items, run, thread));
        }
        return most;
    }
}
