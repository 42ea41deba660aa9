package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.Workspace;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A workspace of kernels: one arena in which values that are not live together share places, and a team. One that is forgotten ends its
 * threads when it is collected, and one of a single thread has none.
 */
final class ModelWorkspace implements Workspace {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final float[] NOTHING = {};
    private static final float[][] NONE = {};

    private final KernelVariant variant;
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
    private List<ModelWorkspace> solos = List.of();

    ModelWorkspace(KernelVariant variant, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a workspace has at least one thread, not " + threads);
        }
        this.variant = variant;
        this.arena = new float[variant.arenaFloats()];
        this.team = new Team(variant, threads);
        this.ending = threads > 1 ? CLEANER.register(this, team::close) : team::close;
    }

    /** Whether it was made for these kernels. */
    boolean isFor(KernelVariant variant) {
        return this.variant == variant;
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
        return threads() == 1 || variant.alone();
    }

    private void runAlone(float[] in, float[] out) {
        variant.run(in, out, arena, team.first());
    }

    private void runOne(Worker worker) {
        variant.run(in, out, arena, worker);
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

    private ModelWorkspace solo(int thread) {
        if (threads() == 1) {
            return this;
        }
        if (solos.isEmpty()) {
            solos = IntStream.range(0, threads())
                    .mapToObj(i -> new ModelWorkspace(variant, 1))
                    .toList();
        }
        return solos.get(thread);
    }

    private void runBatch(Worker worker) {
        ModelWorkspace solo = solo(worker.index());
        for (int i = next.getAndIncrement(); i < ins.length; i = next.getAndIncrement()) {
            solo.runAlone(ins[i], outs[i]);
        }
    }

    /** See {@link StepTimings#record}. */
    void recordStepTimings(long[] nanos) {
        team.enter();
        try {
            (alone() ? solo(0) : this).team.first().recordStepTimings(nanos);
        } finally {
            team.leave();
        }
    }

    @Override
    public int threads() {
        return team.size();
    }

    @Override
    public long bytes() {
        long perThread = 4L * variant.scratchRowFloats();
        return 4L * arena.length
                + team.size() * perThread
                + (team.size() == 1 ? 0 : team.size() * 4L * variant.scratchFloats())
                + solos.stream().mapToLong(ModelWorkspace::bytes).sum();
    }

    @Override
    public void close() {
        ending.clean();
    }
}
