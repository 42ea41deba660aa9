package io.github.cnnc.runtime.generated;

/** One thread's part in a run: which pieces of a kernel's work are its own, and memory that no other thread touches. */
public final class Worker {

    private final Share share;
    private final Runnable barrier;
    private final float[] scratch;
    private final float[][] scratchRows;
    private long[] stepNanos = {};
    private long lastStep;

    /**
     * A worker of a team.
     *
     * @param barrier waits for the others
     * @param scratch not used by a worker that is alone, whose scratch lies in the arena
     */
    Worker(Share share, Runnable barrier, float[] scratch, float[][] scratchRows) {
        this.share = share;
        this.barrier = barrier;
        this.scratch = scratch;
        this.scratchRows = scratchRows;
    }

    /**
     * The first of a kernel's {@code items} pieces of work that is this worker's.
     *
     * @param run pieces of which the last overlaps the one before, so that one worker has both; 1 where none does
     */
    public int begin(int items, int run) {
        return share.begin(items, run);
    }

    /** The piece behind the last that is this worker's. */
    public int end(int items, int run) {
        return share.end(items, run);
    }

    /** How often this worker takes pieces one behind the other, of a kernel that has {@code rows} of them for each of its tiles. */
    public int passes(int rows, int rowRun, int tiles, int tileRun) {
        return share.passes(rows, rowRun, tiles, tileRun);
    }

    /** The first piece of a pass. */
    public int begin(int rows, int rowRun, int tiles, int tileRun, int pass) {
        return share.begin(rows, rowRun, tiles, tileRun, pass);
    }

    /** The piece behind the last of a pass. */
    public int end(int rows, int rowRun, int tiles, int tileRun, int pass) {
        return share.end(rows, rowRun, tiles, tileRun, pass);
    }

    /** Whether a kernel that cannot be divided is this worker's. */
    public boolean first() {
        return share.index() == 0;
    }

    /** Waits until every worker has done its part of a kernel. */
    public void sync() {
        if (share.threads() > 1) {
            barrier.run();
        }
    }

    /**
     * Adds the time since the step before to a step's; only kernels that were generated to be timed call it.
     *
     * @param step its number; a new run begins with -1
     */
    public void timeStep(int step) {
        long now = System.nanoTime();
        if (step >= 0 && step < stepNanos.length) {
            stepNanos[step] += now - lastStep;
        }
        lastStep = now;
    }

    /** Where {@link #timeStep} counts nanoseconds from now on. */
    void recordStepTimings(long[] nanos) {
        this.stepNanos = nanos;
    }

    int index() {
        return share.index();
    }

    /** The array that holds this worker's scratch: in the arena another would have written what lay there before. */
    public float[] scratch(float[] arena) {
        return share.threads() == 1 ? arena : scratch;
    }

    /** Where its scratch begins, if it begins at {@code offset} in the arena. */
    public int scratchOffset(int offset) {
        return share.threads() == 1 ? offset : 0;
    }

    /** This worker's short arrays: sums, and what is arranged for loops that compilers vectorise. */
    public float[][] scratchRows() {
        return scratchRows;
    }
}
