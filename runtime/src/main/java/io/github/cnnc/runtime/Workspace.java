package io.github.cnnc.runtime;

/**
 * The memory one run of a model computes in, and the threads that compute; from {@link Model#newWorkspace(int)}, of which no other class
 * makes one. Not for two callers at a time: the second gets an {@link IllegalStateException} from {@link Model#predict}. Closing it ends
 * its threads; one that is forgotten ends them when it is collected, and one of a single thread has none.
 */
public interface Workspace extends AutoCloseable {

    /**
     * The threads a run is divided among, the caller's among them. A network of a few microseconds is run by the caller alone, and only
     * its batches are divided.
     */
    int threads();

    /** The size in bytes; grows with the first batch, or a small network's first run, on several threads. */
    long bytes();

    /**
     * Ends the threads, after the run that another thread may have begun; does not wait for it. Another run in this workspace is an
     * {@link IllegalStateException}. Closing it again does nothing. Any thread may close it.
     */
    @Override
    void close();
}
