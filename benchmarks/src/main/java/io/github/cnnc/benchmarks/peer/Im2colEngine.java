package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.Engine;
import io.github.cnnc.benchmarks.Task;
import io.github.cnnc.benchmarks.peer.im2col.Im2colNetwork;
import java.io.IOException;

/**
 * What a careful programmer would write by hand without the Vector API: im2col and a matrix product in loops that C2 vectorises, one
 * thread, image by image. It says what our plain schedules must not be slower than, and takes part only where it is asked for.
 */
public final class Im2colEngine implements Engine {

    private Im2colNetwork network;
    private float[] images;
    private float[] outputs;

    @Override
    public String version() {
        return "im2col in plain Java";
    }

    @Override
    public void load(Task task) throws IOException {
        network = Im2colNetwork.of(task.folded());
        images = task.normalised();
        outputs = new float[task.batch() * network.outputs()];
    }

    @Override
    public void run() {
        int image = 0;
        for (int at = 0; at < outputs.length; at += network.outputs()) {
            network.run(images, image, outputs, at);
            image += network.inputs();
        }
    }

    @Override
    public float[] output() {
        return outputs.clone();
    }
}
