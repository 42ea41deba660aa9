package io.github.cnnc.runtime.generated;

/** The kernels of a network for one width of vectors, with the weights arranged for them. Immutable. */
public abstract class KernelVariant {

    private final boolean alone;
    private final int arenaFloats;
    private final int scratchFloats;
    private final int[] scratchRows;

    /**
     * Called by generated classes.
     *
     * @param alone whether one thread is faster than several
     * @param arenaFloats the size of the arena, in floats
     * @param scratchFloats the most that one kernel needs beside it, for each of several threads; one alone has it in the arena
     * @param scratchRows the floats of each short array that kernels compute in, for each thread
     */
    protected KernelVariant(boolean alone, int arenaFloats, int scratchFloats, int[] scratchRows) {
        this.alone = alone;
        this.arenaFloats = arenaFloats;
        this.scratchFloats = scratchFloats;
        this.scratchRows = scratchRows.clone();
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
    final float[][] newScratchRows() {
        float[][] arrays = new float[scratchRows.length][];
        for (int i = 0; i < scratchRows.length; i++) {
            arrays[i] = new float[scratchRows[i]];
        }
        return arrays;
    }

    /** The floats of a thread's short arrays. */
    final long scratchRowFloats() {
        long floats = 0;
        for (int row : scratchRows) {
            floats += row;
        }
        return floats;
    }
}
