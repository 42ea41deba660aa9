package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Runs a model as a team of threads does, but deterministically: between two barriers the workers take turns, and each begins with
 * what was there at the barrier. So none sees what another writes, and it is known who has written what: an element of two writers
 * is an {@link AssertionError}, without luck.
 */
public final class Turns {

    /** What an arena holds at first: written elements differ from it. */
    private static final float UNWRITTEN = Float.intBitsToFloat(0x7fc0_1234);

    private final KernelVariant variant;
    private final float[] in;
    private final float[] arena;
    private final float[] out;
    private final Semaphore done = new Semaphore(0);
    private final Semaphore[] turns;
    private final boolean[] finished;
    private volatile Throwable failure;

    private Turns(CompiledModel model, float[] in, int workers) {
        this.variant = model.variant();
        this.in = in;
        this.arena = new float[variant.arenaFloats()];
        this.out = new float[model.output().size()];
        this.turns = IntStream.range(0, workers).mapToObj(w -> new Semaphore(0)).toArray(Semaphore[]::new);
        this.finished = new boolean[workers];
    }

    /**
     * The output of a run.
     *
     * @param order in which the workers take their turns, another after each barrier
     */
    public static float[] predict(Model model, float[] in, int workers, Random order) throws InterruptedException {
        return new Turns((CompiledModel) model, in, workers).run(order);
    }

    private float[] run(Random random) throws InterruptedException {
        Arrays.fill(arena, UNWRITTEN);
        Arrays.fill(out, UNWRITTEN);
        List<Integer> order = new ArrayList<>();
        for (int w = 0; w < turns.length; w++) {
            order.add(w);
            start(w);
        }
        for (int barrier = 0; !finished[0]; barrier++) {
            Collections.shuffle(order, random);
            Merged inArena = new Merged("arena", arena);
            Merged inOut = new Merged("out", out);
            for (int w : order) {
                turns[w].release();
                done.acquire();
                if (failure != null) {
                    throw new AssertionError("worker " + w + " failed", failure);
                }
                inArena.take(w, barrier);
                inOut.take(w, barrier);
            }
            inArena.merge();
            inOut.merge();
        }
        return out;
    }

    private void start(int w) {
        Runnable barrier = () -> {
            done.release();
            turns[w].acquireUninterruptibly();
        };
        Worker worker = new Worker(
                new Share(w, turns.length), barrier, new float[variant.scratchFloats()], variant.newScratchRows());
        Thread thread = new Thread(() -> {
            turns[w].acquireUninterruptibly();
            try {
                variant.run(in, out, arena, worker);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            finished[w] = true;
            done.release();
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** An array as it was at the last barrier, and as it is at the next one. */
    private static final class Merged {
        private final String name;
        private final float[] array;
        private final float[] before;
        private final float[] after;
        private final int[] writers;

        Merged(String name, float[] array) {
            this.name = name;
            this.array = array;
            this.before = array.clone();
            this.after = array.clone();
            this.writers = new int[array.length];
            Arrays.fill(writers, -1);
        }

        /** Notes what a worker has written, and undoes it. */
        void take(int worker, int barrier) {
            for (int i = 0; i < array.length; i++) {
                if (Float.floatToRawIntBits(array[i]) != Float.floatToRawIntBits(before[i])) {
                    if (writers[i] >= 0) {
                        throw new AssertionError("workers " + writers[i] + " and " + worker + " both write " + name
                                + "[" + i + "] after barrier " + barrier + ": " + after[i] + " and " + array[i]);
                    }
                    writers[i] = worker;
                    after[i] = array[i];
                    array[i] = before[i];
                }
            }
        }

        void merge() {
            System.arraycopy(after, 0, array, 0, array.length);
        }
    }
}
