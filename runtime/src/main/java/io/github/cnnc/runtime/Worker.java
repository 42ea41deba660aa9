package io.github.cnnc.runtime;

/** One thread's part in a run: which pieces of a kernel's work are its own, and memory that no other thread touches. */
public final class Worker {

    private final Team team;
    private final int index;
    private final float[] scratch;
    private final float[][] sums;
    private long[] laps = {};
    private long lastLap;

    /** @param scratch none for the first worker, whose scratch lies in the arena */
    Worker(Team team, int index, float[] scratch, float[][] sums) {
        this.team = team;
        this.index = index;
        this.scratch = scratch;
        this.sums = sums;
    }

    /** The first of a kernel's {@code units} pieces of work that is this worker's. */
    public int from(int units) {
        return (int) ((long) units * index / team.size());
    }

    /** The piece behind the last that is this worker's. */
    public int to(int units) {
        return (int) ((long) units * (index + 1) / team.size());
    }

    /** Whether a kernel that cannot be divided is this worker's. */
    public boolean first() {
        return index == 0;
    }

    /** Waits until every worker has done its part of a kernel. */
    public void sync() {
        if (team.size() > 1) {
            team.await();
        }
    }

    /**
     * Counts the time since the lap before for a step; only kernels that were generated to be timed call it.
     *
     * @param step its number; a new run begins with -1
     */
    public void lap(int step) {
        long now = System.nanoTime();
        if (step >= 0 && step < laps.length) {
            laps[step] += now - lastLap;
        }
        lastLap = now;
    }

    /** Where {@link #lap} counts nanoseconds from now on. */
    void countLaps(long[] laps) {
        this.laps = laps;
    }

    int index() {
        return index;
    }

    /** The array that holds this worker's scratch. */
    public float[] scratch(float[] arena) {
        return index == 0 ? arena : scratch;
    }

    /** Where its scratch begins, if the first worker's begins at {@code offset}. */
    public int at(int offset) {
        return index == 0 ? offset : 0;
    }

    /** This worker's short arrays: sums, and what is arranged for loops that compilers vectorise. */
    public float[][] sums() {
        return sums;
    }
}
