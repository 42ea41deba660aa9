package io.github.cnnc.cli;

import io.github.cnnc.compiler.tune.WarmUp;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Workspace;
import io.github.cnnc.runtime.generated.StepTimings;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long each step of a run takes.
 *
 * @param nanos [step][run], each step's in ascending order
 */
record LayerTimes(long[][] nanos) {

    private static final int LEAST = 5;
    private static final int MOST = 10_000;

    /**
     * Measures run by run.
     *
     * @param model with kernels that are timed
     * @param steps of its plan
     * @param threads that each step is divided among; a step ends when all have done their part
     * @param warmUp seconds before; until nothing gets faster any more if empty
     * @param seconds of the measured runs
     */
    static LayerTimes of(Model model, int steps, int threads, float[] input, Optional<Double> warmUp, double seconds) {
        long[][] nanos = new long[steps][MOST];
        int runs = 0;
        try (Workspace workspace = model.newWorkspace(threads)) {
            float[] output = new float[model.output().size()];
            long[] timings = new long[steps];
            StepTimings.record(workspace, timings);
            if (warmUp.isEmpty()) {
                WarmUp.run(() -> {
                    long begin = System.nanoTime();
                    model.predict(input, output, workspace);
                    return System.nanoTime() - begin;
                });
            } else {
                for (long end = end(warmUp.get()); System.nanoTime() < end; ) {
                    model.predict(input, output, workspace);
                }
            }
            for (long end = end(seconds); runs < LEAST || runs < MOST && System.nanoTime() < end; runs++) {
                Arrays.fill(timings, 0);
                model.predict(input, output, workspace);
                for (int step = 0; step < steps; step++) {
                    nanos[step][runs] = timings[step];
                }
            }
        }
        for (int step = 0; step < steps; step++) {
            nanos[step] = Arrays.copyOf(nanos[step], runs);
            Arrays.sort(nanos[step]);
        }
        return new LayerTimes(nanos);
    }

    private static long end(double seconds) {
        return System.nanoTime() + (long) (seconds * 1e9);
    }

    int runs() {
        return nanos.length == 0 ? 0 : nanos[0].length;
    }

    /** The least nanoseconds of a step. */
    long least(int step) {
        return Math.max(1, nanos[step][0]);
    }

    /** The median of a step, nanoseconds. */
    long median(int step) {
        return nanos[step][nanos[step].length / 2];
    }
}
