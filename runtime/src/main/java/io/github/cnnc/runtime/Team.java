package io.github.cnnc.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that run one workspace's kernels together: the caller and {@code size - 1} daemon threads, which wait for the
 * next run for a moment and then sleep. Between two kernels all wait for each other.
 */
final class Team {

    /** Spins before a waiting thread lets another run, and before an idle one sleeps: some 50 microseconds. */
    private static final int SPINS = 2_000;

    private final Worker[] workers;
    private final Thread[] threads;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int generation;
    /** The work of the run that {@link #runs} counted last; written before it, read after it. */
    private Work work;

    private volatile int runs;
    private volatile boolean closed;
    private volatile Throwable failure;

    Team(Engine engine, int size) {
        workers = new Worker[size];
        for (int i = 0; i < size; i++) {
            float[] scratch = new float[size == 1 ? 0 : engine.scratchFloats()];
            workers[i] = new Worker(this, i, scratch, engine.newSums());
        }
        threads = new Thread[size - 1];
        for (int i = 0; i < threads.length; i++) {
            Worker worker = workers[i + 1];
            threads[i] = new Thread(() -> work(worker), "cnnc-worker-" + (i + 1));
            threads[i].setDaemon(true);
            threads[i].start();
        }
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
        void run(Worker worker);
    }

    /** Has every worker do its part; returns when all is done. One call at a time. */
    void run(Work work) {
        if (threads.length == 0) {
            work.run(workers[0]);
            return;
        }
        requireOpen();
        this.work = work;
        runs = runs + 1;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        try {
            work.run(workers[0]);
            await();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** Fails if the threads have ended. */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the workspace is closed");
        }
    }

    /** Ends the threads. */
    void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    private void work(Worker worker) {
        int done = 0;
        while (true) {
            for (int spins = 0; runs == done && !closed; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            done++;
            try {
                work.run(worker);
                await();
            } catch (RuntimeException | Error e) {
                failure = e;
                return;
            }
        }
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
