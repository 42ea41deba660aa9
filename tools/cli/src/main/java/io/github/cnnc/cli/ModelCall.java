package io.github.cnnc.cli;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Workspace;
import java.util.SplittableRandom;

/** One call of a model on a whole batch: what {@code bench} measures, and the only place that knows how a batch is run. */
interface ModelCall {

    /** Runs the batch. */
    void run();

    /** What the last run gave, image by image. */
    float[][] outputs();

    /** The memory the model computes in. */
    long workspaceBytes();

    /** A call on random images. */
    static ModelCall of(Model model, int threads, int batch, long seed) {
        long floats =
                (long) batch * (model.input().volume().size() + model.output().size());
        if (4 * floats > Runtime.getRuntime().maxMemory() / 2) {
            throw new UserError("--batch " + batch + ": the images alone would take " + Figures.bytes(4 * floats)
                    + "; JAVA_OPTS=-Xmx gives Java more memory");
        }
        float[][] inputs = new float[batch][];
        for (int i = 0; i < batch; i++) {
            inputs[i] = image(model.input(), new SplittableRandom(seed + i));
        }
        return new Batch(model, threads, inputs);
    }

    /** Pixels 0 to 255, or where the network takes no pictures, numbers from -1 to 1. */
    private static float[] image(InputFormat format, SplittableRandom random) {
        float[] image = new float[format.volume().size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = format.channels() == InputFormat.Channels.NONE
                    ? (float) random.nextDouble(-1, 1)
                    : random.nextInt(256);
        }
        return image;
    }

    /** One image on all threads, or several divided among them. */
    final class Batch implements ModelCall {

        private final Model model;
        private final Workspace workspace;
        private final float[][] inputs;
        private final float[][] outputs;

        Batch(Model model, int threads, float[][] inputs) {
            this.model = model;
            this.workspace = model.newWorkspace(threads);
            this.inputs = inputs;
            this.outputs = new float[inputs.length][model.output().size()];
        }

        @Override
        public void run() {
            if (inputs.length == 1) {
                model.predict(inputs[0], outputs[0], workspace);
            } else {
                model.predict(inputs, outputs, workspace);
            }
        }

        @Override
        public float[][] outputs() {
            return outputs;
        }

        @Override
        public long workspaceBytes() {
            return workspace.bytes();
        }
    }
}
