package io.github.cnnc.runtime;

import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The memory one run of a model computes in, and the threads that compute: one arena in which values that are not live
 * together share places. Not for two callers at a time: the second gets an {@link IllegalStateException}. Closing it ends its
 * threads; one that is forgotten ends them when it is collected, and one of a single thread has none.
 */
public final class Workspace implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final float[] NOTHING = {};
    private static final float[][] NONE = {};

    private final Engine engine;
    private final float[] arena;
    private final Team team;

    /** Ends the threads, once; does not hold the workspace, which would then never be forgotten. */
    private final Cleaner.Cleanable ending;

    /** What the team does; an object of the workspace's own, so that a run allocates nothing. */
    private final Team.Work one = this::runOne;

    private final Team.Work batch = this::runBatch;

    /** The caller's arrays, while it is in; afterwards they are its own again. */
    private float[] in = NOTHING;

    private float[] out = NOTHING;
    private float[][] ins = NONE;
    private float[][] outs = NONE;
    private final AtomicInteger next = new AtomicInteger();

    /** For what one thread does by itself where there are several: one for each, made when first needed. */
    private List<Workspace> solos = List.of();

    Workspace(Engine engine, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a workspace has at least one thread, not " + threads);
        }
        this.engine = engine;
        this.arena = new float[engine.arenaFloats()];
        this.team = new Team(engine, threads);
        this.ending = threads > 1 ? CLEANER.register(this, team::close) : team::close;
    }

    /** Whether it was made for these kernels. */
    boolean isFor(Engine engine) {
        return this.engine == engine;
    }

    void run(float[] in, float[] out) {
        team.enter();
        try {
            if (alone()) {
                solo(0).runAlone(in, out);
            } else {
                this.in = in;
                this.out = out;
                team.run(one);
            }
        } finally {
            this.in = NOTHING;
            this.out = NOTHING;
            team.leave();
        }
    }

    /** Whether the caller runs a network by itself. */
    private boolean alone() {
        return threads() == 1 || engine.alone();
    }

    private void runAlone(float[] in, float[] out) {
        engine.run(in, out, arena, team.first());
    }

    private void runOne(Worker worker) {
        engine.run(in, out, arena, worker);
    }

    /** Divides images, not kernels, among the threads. */
    void run(float[][] ins, float[][] outs) {
        team.enter();
        try {
            solo(0); // before the threads ask for theirs
            this.ins = ins;
            this.outs = outs;
            next.set(0);
            team.run(batch);
        } finally {
            this.ins = NONE;
            this.outs = NONE;
            team.leave();
        }
    }

    private Workspace solo(int thread) {
        if (threads() == 1) {
            return this;
        }
        if (solos.isEmpty()) {
            solos = IntStream.range(0, threads())
                    .mapToObj(i -> new Workspace(engine, 1))
                    .toList();
        }
        return solos.get(thread);
    }

    private void runBatch(Worker worker) {
        Workspace solo = solo(worker.index());
        for (int i = next.getAndIncrement(); i < ins.length; i = next.getAndIncrement()) {
            solo.runAlone(ins[i], outs[i]);
        }
    }

    /**
     * Adds up from now on what each step of a run takes, in nanoseconds, where the kernels were generated to be timed.
     *
     * @param laps one element a step
     * @throws IllegalStateException where it is closed or in use
     */
    public void countLaps(long[] laps) {
        team.enter();
        try {
            (alone() ? solo(0) : this).team.first().countLaps(laps);
        } finally {
            team.leave();
        }
    }

    /**
     * The threads a run is divided among, the caller's among them. A network of a few microseconds is run by the caller alone, and only
     * its batches are divided.
     */
    public int threads() {
        return team.size();
    }

    /** The size in bytes; grows with the first batch, or a small network's first run, on several threads. */
    public long bytes() {
        long perThread = 4L * engine.sumFloats();
        return 4L * arena.length
                + team.size() * perThread
                + (team.size() == 1 ? 0 : team.size() * 4L * engine.scratchFloats())
                + solos.stream().mapToLong(Workspace::bytes).sum();
    }

    /**
     * Ends the threads, after the run that another thread may have begun; does not wait for it. Another run in this workspace is an
     * {@link IllegalStateException}.
     */
    @Override
    public void close() {
        ending.clean();
    }
}
