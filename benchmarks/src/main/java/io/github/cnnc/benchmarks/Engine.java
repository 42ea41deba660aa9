package io.github.cnnc.benchmarks;

import java.io.IOException;

/** A network on one engine. Made, loaded, run and closed by one thread; its constructor does nothing. */
public interface Engine extends AutoCloseable {

    /** The engine of a class. */
    static Engine of(String className) {
        try {
            return (Engine) Class.forName(className).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new UserError("the build has no " + className + "; PROFILES names what it is to have");
        }
    }

    /** The engine's version, with what decides its speed. */
    String version();

    /** Writes the files that {@link #load} reads, in the task's folder. In another process: it counts for nothing. */
    default void prepare(Task task, FoldedNetwork network) throws IOException {}

    /** Makes everything ready for {@link #run}. */
    void load(Task task) throws Exception;

    /** Runs the network once on the whole batch of the task. */
    void run() throws Exception;

    /** What the last run gave, image after image, each CHW. */
    float[] output() throws Exception;

    @Override
    default void close() throws Exception {}
}
