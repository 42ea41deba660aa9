package io.github.cnnc.runtime;

/**
 * The memory one run of a model computes in: one arena in which values that are not live together share places.
 * Not for two threads at a time.
 */
public final class Workspace {

    private final float[] arena;

    Workspace(int floats) {
        this.arena = new float[floats];
    }

    /** The arena, for the generated class. */
    float[] arena() {
        return arena;
    }

    /** The size in bytes. */
    public long bytes() {
        return 4L * arena.length;
    }
}
