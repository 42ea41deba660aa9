package io.github.cnnc.runtime;

/** The kernels of a network for one width of vectors, with the weights arranged for them. Immutable. */
public abstract class Engine {

    private final int arenaFloats;
    private final int scratchFloats;
    private final int accumulatorFloats;

    /**
     * Called by generated classes.
     *
     * @param arenaFloats the size of the arena, in floats
     * @param scratchFloats the most that one kernel needs beside it, for each thread but the first, which has it in the arena
     * @param accumulatorFloats the most accumulators that one kernel keeps in memory
     */
    protected Engine(int arenaFloats, int scratchFloats, int accumulatorFloats) {
        this.arenaFloats = arenaFloats;
        this.scratchFloats = scratchFloats;
        this.accumulatorFloats = accumulatorFloats;
    }

    /** Runs a worker's share of every kernel; all workers of a team run at the same time. */
    protected abstract void run(float[] in, float[] out, float[] arena, Worker worker);

    final int arenaFloats() {
        return arenaFloats;
    }

    final int scratchFloats() {
        return scratchFloats;
    }

    final int accumulatorFloats() {
        return accumulatorFloats;
    }
}
