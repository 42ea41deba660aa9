package io.github.cnnc.runtime;

/** The kernels of a network for one width of vectors, with the weights arranged for them. Immutable. */
public abstract class Engine {

    private final boolean alone;
    private final int arenaFloats;
    private final int scratchFloats;
    private final int[] sums;

    /**
     * Called by generated classes.
     *
     * @param alone whether one thread is faster than several
     * @param arenaFloats the size of the arena, in floats
     * @param scratchFloats the most that one kernel needs beside it, for each of several threads; one alone has it in the arena
     * @param sums the floats of each short array that kernels compute in, for each thread
     */
    protected Engine(boolean alone, int arenaFloats, int scratchFloats, int[] sums) {
        this.alone = alone;
        this.arenaFloats = arenaFloats;
        this.scratchFloats = scratchFloats;
        this.sums = sums.clone();
    }

    /** Runs a worker's share of every kernel; all workers of a team run at the same time. */
    protected abstract void run(float[] in, float[] out, float[] arena, Worker worker);

    final boolean alone() {
        return alone;
    }

    final int arenaFloats() {
        return arenaFloats;
    }

    final int scratchFloats() {
        return scratchFloats;
    }

    /** New short arrays for a thread. */
    final float[][] newSums() {
        float[][] arrays = new float[sums.length][];
        for (int i = 0; i < sums.length; i++) {
            arrays[i] = new float[sums[i]];
        }
        return arrays;
    }

    /** The floats of a thread's short arrays. */
    final long sumFloats() {
        long floats = 0;
        for (int sum : sums) {
            floats += sum;
        }
        return floats;
    }
}
