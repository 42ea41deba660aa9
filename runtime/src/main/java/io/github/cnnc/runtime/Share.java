package io.github.cnnc.runtime;

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

    /** The first of {@code units} pieces that is this thread's. */
    int from(int units, int run) {
        return cut(units, run, index);
    }

    /** The piece behind the last that is this thread's. */
    int to(int units, int run) {
        return cut(units, run, index + 1);
    }

    /** How many runs of pieces one behind the other this thread has in a grid. */
    int passes(int rows, int rowRun, int tiles, int tileRun) {
        return byRows(rows, rowRun, tiles, tileRun) ? tiles : 1;
    }

    /** The first piece of a grid that is this thread's in a pass. */
    int from(int rows, int rowRun, int tiles, int tileRun, int pass) {
        return cut(rows, rowRun, tiles, tileRun, pass, index);
    }

    /** The piece behind the last that is this thread's in a pass. */
    int to(int rows, int rowRun, int tiles, int tileRun, int pass) {
        return cut(rows, rowRun, tiles, tileRun, pass, index + 1);
    }

    private int cut(int rows, int rowRun, int tiles, int tileRun, int pass, int thread) {
        if (byRows(rows, rowRun, tiles, tileRun)) {
            return pass * rows + cut(rows, rowRun, thread);
        }
        return tileRun > 1 ? rows * cut(tiles, tileRun, thread) : cut(rows * tiles, rowRun, thread);
    }

    /** The first piece of a thread. */
    private int cut(int units, int run, int thread) {
        int at = (int) ((long) units * thread / threads);
        return run > 1 && at % run == run - 1 ? at + 1 : at;
    }

    private boolean byRows(int rows, int rowRun, int tiles, int tileRun) {
        long most = most(rows, rowRun);
        return (most * threads - rows) * LOSS <= rows
                || tileRun > 1 && most * tiles <= (long) most(tiles, tileRun) * rows;
    }

    /** The most pieces that a thread has. */
    private int most(int units, int run) {
        if (run == 1) {
            return (units + threads - 1) / threads;
        }
        int most = 0;
        for (int thread = 0; thread < threads; thread++) {
            most = Math.max(most, cut(units, run, thread + 1) - cut(units, run, thread));
        }
        return most;
    }
}
