package io.github.cnnc.benchmarks.peer.im2col;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.layer.ActivationFunction;

/** An activation that is applied where its elements lie, while they are in the cache. */
interface Epilogue {

    /** Activates the elements from one position to another. */
    void apply(float[] a, int from, int to);

    /** The activation; PReLU's slopes, which differ from channel to channel, are not among them. */
    static Epilogue of(Activation activation) {
        ActivationFunction function = activation.function();
        double parameter = activation.parameter();
        return switch (function) {
            case NONE -> (a, from, to) -> {};
            case RELU -> Epilogue::relu;
            case RELU6 -> Epilogue::relu6;
            case LEAKY_RELU -> (a, from, to) -> leakyRelu(a, from, to, (float) parameter);
            case HARD_SIGMOID -> Epilogue::hardSigmoid;
            case HARD_SWISH -> Epilogue::hardSwish;
            case PRELU -> throw new IllegalStateException("im2col has no " + activation);
            default ->
                (a, from, to) -> {
                    for (int i = from; i < to; i++) {
                        a[i] = (float) function.apply(a[i], parameter);
                    }
                };
        };
    }

    private static void relu(float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.max(a[i], 0f);
        }
    }

    private static void relu6(float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.min(Math.max(a[i], 0f), 6f);
        }
    }

    private static void leakyRelu(float[] a, int from, int to, float slope) {
        for (int i = from; i < to; i++) {
            a[i] = Math.max(a[i], 0f) + slope * Math.min(a[i], 0f);
        }
    }

    private static void hardSigmoid(float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.min(Math.max(a[i] + 3f, 0f), 6f) * (1f / 6);
        }
    }

    private static void hardSwish(float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] *= Math.min(Math.max(a[i] + 3f, 0f), 6f) * (1f / 6);
        }
    }
}
