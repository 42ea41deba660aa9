package io.github.cnnc.benchmarks;

/** A network on one engine. Made, loaded, run and closed by one thread. */
public interface Engine extends AutoCloseable {

    /** The engine's version, with what decides its speed. */
    String version();

    /** Makes everything ready for {@link #run}. */
    void load(Task task) throws Exception;

    /** Runs the network once on the whole batch of the task. */
    void run() throws Exception;

    /** What the last run gave, image after image, each CHW. */
    float[] output() throws Exception;

    @Override
    default void close() throws Exception {}
}
