package io.github.cnnc.runtime.generated;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that run one workspace's kernels together: the caller and {@code size - 1} daemon threads, which wait for the
 * next run for a moment and then sleep. Between two kernels all wait for each other.
 *
 * <p>While they wait, the threads hold their scratch, and neither the workspace nor the model: only so can a workspace that is
 * forgotten be collected, and end them.
 */
final class Team {

    /** Spins before a waiting thread lets another run, and before an idle one sleeps: some 50 microseconds. */
    private static final int SPINS = 2_000;

    private final Worker[] workers;
    private final Thread[] threads;
    private final Turnstile turnstile = new Turnstile();
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int generation;

    /** The work of the run that {@link #runs} counted last, written before it and read after it; nothing between two runs. */
    private Work work = Work.NONE;

    private volatile int runs;

    /** Set when no run is under way and none will begin. */
    private volatile boolean ended;

    /** What the first run that failed threw; the threads are gone then. */
    private volatile Throwable failure;

    Team(KernelVariant variant, int size) {
        workers = new Worker[size];
        for (int i = 0; i < size; i++) {
            float[] scratch = new float[size == 1 ? 0 : variant.scratchFloats()];
            workers[i] = new Worker(new Share(i, size), this::await, scratch, variant.newScratchRows());
        }
        threads = new Thread[size - 1];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = thread(workers[i + 1]);
        }
        try {
            for (Thread thread : threads) {
                thread.start();
            }
        } catch (Throwable e) {
            // The system has no more threads: those that it gave wait for nobody.
            close();
            throw e;
        }
    }

    /** A thread that inherits nothing: what its creator has in thread locals and class loaders would live as long as it does. */
    private Thread thread(Worker worker) {
        Thread thread = new Thread(null, () -> serve(worker), "cnnc-worker-" + worker.index(), 0, false);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        return thread;
    }

    /** The caller's own worker. */
    Worker first() {
        return workers[0];
    }

    int size() {
        return workers.length;
    }

    /** What a worker does in a run; all of a team do it at the same time. */
    interface Work {
        Work NONE = worker -> {};

        void run(Worker worker);
    }

    /**
     * Makes the caller the only one; {@link #leave} must follow.
     *
     * @throws IllegalStateException where the team is closed, or another caller is in
     */
    void enter() {
        turnstile.enter();
    }

    /** Lets the next caller in. */
    void leave() {
        if (turnstile.leave()) {
            end();
        }
    }

    /** Lets no caller in any more, and ends the threads, after the run that is under way. */
    void close() {
        if (turnstile.close()) {
            end();
        }
    }

    private void end() {
        ended = true;
        wake();
    }

    /**
     * Has every worker do its part; returns or throws when all are done. The caller has entered.
     *
     * @throws IllegalStateException where an earlier run failed, which is its cause
     */
    void run(Work work) {
        if (threads.length == 0) {
            work.run(workers[0]);
            return;
        }
        if (failure != null) {
            throw new IllegalStateException("an earlier run in this workspace failed: take a new one", failure);
        }
        this.work = work;
        try {
            runs = runs + 1;
            wake();
            work.run(workers[0]);
            await();
        } catch (RuntimeException | Error e) {
            fail(e);
            joinThreads();
            throw e;
        } finally {
            this.work = Work.NONE;
        }
    }

    private void wake() {
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    /** The first failure is the one to know; those that follow from it say less. */
    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    /** After a failure each thread ends at the next barrier: until then it writes into the caller's arrays. */
    private void joinThreads() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread's life: one run after the other. */
    private void serve(Worker worker) {
        try {
            for (int done = 0; awaitRun(done); done++) {
                work.run(worker);
                await();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Waits for the run that follows {@code done} others; false if none will. */
    private boolean awaitRun(int done) {
        for (int spins = 0; runs == done; spins++) {
            if (ended) {
                return false;
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                // An interrupted thread does not sleep again, and nobody has a reason to interrupt this one.
                Thread.interrupted();
            }
        }
        return true;
    }

    /** A barrier: the last to arrive lets all go on. */
    void await() {
        int now = generation;
        if (arrived.incrementAndGet() == workers.length) {
            arrived.set(0);
            generation = now + 1;
            return;
        }
        for (int spins = 0; generation == now; spins++) {
            if (failure != null) {
                throw new IllegalStateException("another thread of this workspace failed", failure);
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
