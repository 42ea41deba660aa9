package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.Volume;
import java.util.List;

/** A model of four floats whose kernels are a test's own. */
final class FakeModel extends CompiledModel {

    static final int SIZE = 4;

    /** What a worker does in each of three kernels. */
    interface Kernel {
        void run(float[] in, float[] out, float[] arena, Worker worker);
    }

    private final KernelVariant variant;

    private FakeModel(boolean alone, int floats, Kernel kernel) {
        super(
                "Fake",
                new InputFormat(new Volume(1, 1, SIZE), InputFormat.Channels.NONE),
                new Volume(1, 1, SIZE),
                List.of(),
                List.of());
        variant = new KernelVariant(alone, floats, floats, new int[] {floats}) {
            // What a real variant holds: its weights.
            private final float[] weights = new float[floats];

            @Override
            protected void run(float[] in, float[] out, float[] arena, Worker worker) {
                for (int i = 0; i < 3; i++) {
                    arena[i % arena.length] = weights[0];
                    kernel.run(in, out, arena, worker);
                    worker.sync();
                }
            }
        };
    }

    /** A model whose kernels several threads share. */
    static FakeModel shared(Kernel kernel) {
        return new FakeModel(false, 1, kernel);
    }

    /** A model that a caller runs by itself. */
    static FakeModel alone(Kernel kernel) {
        return new FakeModel(true, 1, kernel);
    }

    /** A model that copies its input, and has so many floats of weights, and in its workspace. */
    static FakeModel copying(int floats) {
        return new FakeModel(false, floats, FakeModel::copy);
    }

    /** The kernel that copies. */
    static void copy(float[] in, float[] out, float[] arena, Worker worker) {
        for (int i = worker.begin(SIZE, 1); i < worker.end(SIZE, 1); i++) {
            out[i] = in[i];
        }
    }

    @Override
    protected KernelVariant variant() {
        return variant;
    }
}
