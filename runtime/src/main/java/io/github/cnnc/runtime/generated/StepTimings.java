package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.Workspace;

/** What each step of a run takes, of models whose kernels were generated to be timed. For tools that measure. */
public final class StepTimings {

    private StepTimings() {}

    /**
     * Adds up from now on what each step of a workspace's runs takes, in nanoseconds. Kernels that were not generated to be timed add
     * nothing.
     *
     * @param nanos one element a step; of steps beyond its end nothing is kept
     * @throws IllegalArgumentException for a workspace that no generated class made
     * @throws IllegalStateException where it is closed or in use
     */
    public static void record(Workspace workspace, long[] nanos) {
        if (!(workspace instanceof ModelWorkspace own)) {
            throw new IllegalArgumentException("a workspace of no generated class has no step timings");
        }
        own.recordStepTimings(nanos);
    }
}
