package io.github.cnnc.runtime;

/**
 * One thread's share of a kernel's pieces of work: the same in every run, so that what a thread reads is mostly what it has written.
 *
 * <p>Where pieces lie in a grid, {@code tiles} times {@code rows} of the output with the rows of a tile one after another, each thread has
 * some rows of every tile, as it has in kernels that are divided by rows alone. Processors that do not share a cache take several
 * times as long for what the other has written. Only where the rows cannot be divided evenly, a thread has some tiles of all rows instead.
 *
 * @param index the thread's number, from 0
 * @param threads how many there are
 */
record Share(int index, int threads) {

    /** Part of the time that may be lost because one thread has a row more than another: more than that, and rows are not divided. */
    private static final int LOSS = 16;

    /** The first of {@code units} pieces that is this thread's. */
    int from(int units) {
        return (int) ((long) units * index / threads);
    }

    /** The piece behind the last that is this thread's. */
    int to(int units) {
        return (int) ((long) units * (index + 1) / threads);
    }

    /** How many runs of pieces one behind the other this thread has in a grid. */
    int passes(int rows, int tiles) {
        return byRows(rows) ? tiles : 1;
    }

    /** The first piece of a grid that is this thread's in a pass. */
    int from(int rows, int tiles, int pass) {
        return byRows(rows) ? pass * rows + from(rows) : from(rows * tiles);
    }

    /** The piece behind the last that is this thread's in a pass. */
    int to(int rows, int tiles, int pass) {
        return byRows(rows) ? pass * rows + to(rows) : to(rows * tiles);
    }

    private boolean byRows(int rows) {
        int most = (rows + threads - 1) / threads;
        return ((long) most * threads - rows) * LOSS <= rows;
    }
}
