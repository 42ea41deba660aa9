package io.github.cnnc.runtime;

import java.util.List;

/**
 * A compiled network with its weights. Immutable: any number of threads may share one; what changes lives in a
 * {@link Workspace} per thread.
 *
 * <p>An input that is NaN or infinite is no error. It reaches what depends on it, and in each 3x3 convolution by Winograd's minimal
 * filtering it may make NaN of outputs up to two pixels beyond those whose window sees it.
 */
public interface Model {

    /** The network's name. */
    String name();

    /** The volume that enters, and how a picture becomes one. */
    InputFormat input();

    /** The volume that leaves. */
    Volume output();

    /** The class names, one for each channel of the output; empty where the network declares none. */
    List<String> labels();

    /** The tensors this network was given, in the order of its layers. */
    List<TensorSpec> tensors();

    /** A workspace of the size this model needs, for one thread. */
    Workspace newWorkspace();

    /**
     * A workspace that divides each run among threads; the results are the same to the last bit.
     *
     * @param threads at least 1; more than the machine has cores makes it slower
     */
    Workspace newWorkspace(int threads);

    /**
     * Runs the network once, without allocating.
     *
     * @param in the input, CHW, {@code input().volume().size()} elements; not changed
     * @param out the output, CHW, {@code output().size()} elements
     * @param workspace from {@link #newWorkspace(int)}, used by one caller at a time
     * @throws IllegalArgumentException for an array of another size or another model's workspace
     * @throws IllegalStateException where the workspace is closed, in use by another thread, or has failed before
     */
    void predict(float[] in, float[] out, Workspace workspace);

    /**
     * Runs the network on a batch of inputs, which are divided among the workspace's threads. Allocates nothing but, at the first
     * batch on several threads, memory for each of them.
     *
     * @param in inputs, each CHW
     * @param out as many outputs, each CHW
     * @param workspace from {@link #newWorkspace(int)}, used by one caller at a time
     * @throws IllegalArgumentException for arrays of other sizes or another model's workspace
     * @throws IllegalStateException where the workspace is closed, in use by another thread, or has failed before
     */
    void predict(float[][] in, float[][] out, Workspace workspace);

    /**
     * Runs the network once.
     *
     * @param in the input, CHW
     * @return the output, CHW, in an array of its own
     * @throws IllegalArgumentException for an array of another size
     */
    float[] predict(float[] in);
}
