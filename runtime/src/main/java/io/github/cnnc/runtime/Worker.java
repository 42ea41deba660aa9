package io.github.cnnc.runtime;

/** One thread's part in a run: which pieces of a kernel's work are its own, and memory that no other thread touches. */
public final class Worker {

    private final Team team;
    private final Share share;
    private final float[] scratch;
    private final float[][] sums;
    private long[] laps = {};
    private long lastLap;

    /** @param scratch not used by a worker that is alone, whose scratch lies in the arena */
    Worker(Team team, int index, float[] scratch, float[][] sums) {
        this.team = team;
        this.share = new Share(index, team.size());
        this.scratch = scratch;
        this.sums = sums;
    }

    /** The first of a kernel's {@code units} pieces of work that is this worker's. */
    public int from(int units) {
        return share.from(units);
    }

    /** The piece behind the last that is this worker's. */
    public int to(int units) {
        return share.to(units);
    }

    /** How often this worker takes pieces one behind the other, of a kernel that has {@code rows} of them for each of its tiles. */
    public int passes(int rows, int tiles) {
        return share.passes(rows, tiles);
    }

    /** The first piece of a pass. */
    public int from(int rows, int tiles, int pass) {
        return share.from(rows, tiles, pass);
    }

    /** The piece behind the last of a pass. */
    public int to(int rows, int tiles, int pass) {
        return share.to(rows, tiles, pass);
    }

    /** Whether a kernel that cannot be divided is this worker's. */
    public boolean first() {
        return share.index() == 0;
    }

    /** Waits until every worker has done its part of a kernel. */
    public void sync() {
        if (share.threads() > 1) {
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
        return share.index();
    }

    /** The array that holds this worker's scratch: in the arena another would have written what lay there before. */
    public float[] scratch(float[] arena) {
        return share.threads() == 1 ? arena : scratch;
    }

    /** Where its scratch begins, if it begins at {@code offset} in the arena. */
    public int at(int offset) {
        return share.threads() == 1 ? offset : 0;
    }

    /** This worker's short arrays: sums, and what is arranged for loops that compilers vectorise. */
    public float[][] sums() {
        return sums;
    }
}
