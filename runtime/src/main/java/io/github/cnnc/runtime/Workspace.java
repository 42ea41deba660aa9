package io.github.cnnc.runtime;

import java.lang.ref.Cleaner;

/**
 * The memory one run of a model computes in, and the threads that compute: one arena in which values that are not live
 * together share places. Not for two callers at a time. Closing it ends its threads; one that is forgotten ends them when it
 * is collected, and one of a single thread has none.
 */
public final class Workspace implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Engine engine;
    private final float[] arena;
    private final Team team;

    Workspace(Engine engine, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a workspace has at least one thread, not " + threads);
        }
        this.engine = engine;
        this.arena = new float[engine.arenaFloats()];
        this.team = new Team(engine, threads);
        if (threads > 1) {
            CLEANER.register(this, team::close);
        }
    }

    /** Whether it was made for these kernels. */
    boolean isFor(Engine engine) {
        return this.engine == engine;
    }

    void run(float[] in, float[] out) {
        team.run(engine, in, out, arena);
    }

    /**
     * Adds up from now on what each step of a run takes, in nanoseconds, where the kernels were generated to be timed.
     *
     * @param laps one element a step
     */
    public void countLaps(long[] laps) {
        team.first().countLaps(laps);
    }

    /** The threads a run is divided among, the caller's among them. */
    public int threads() {
        return team.size();
    }

    /** The size in bytes. */
    public long bytes() {
        long perThread = 4L * engine.sumFloats();
        return 4L * arena.length + team.size() * perThread + (team.size() - 1) * 4L * engine.scratchFloats();
    }

    /** Ends the threads. What it computed stays; another run in it is an {@link IllegalStateException}. */
    @Override
    public void close() {
        team.close();
    }
}
