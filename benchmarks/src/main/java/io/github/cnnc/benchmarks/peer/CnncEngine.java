package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.Engine;
import io.github.cnnc.benchmarks.Task;
import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.Workspace;
import java.io.IOException;
import java.util.Arrays;

/** Ours: from the text to the class in memory. It takes pixels, and normalises them itself. */
public final class CnncEngine implements Engine {

    private Model model;
    private Workspace workspace;
    private float[][] images;
    private float[][] outputs;

    @Override
    public String version() {
        boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return "cnnc" + (vector ? " with" : " without") + " jdk.incubator.vector";
    }

    @Override
    public void load(Task task) throws IOException {
        model = compile(task);
        workspace = model.newWorkspace(task.threads());
        float[] pixels = task.pixels();
        int size = model.input().volume().size();
        images = new float[task.batch()][];
        for (int i = 0; i < images.length; i++) {
            images[i] = Arrays.copyOfRange(pixels, i * size, (i + 1) * size);
        }
        outputs = new float[images.length][model.output().size()];
    }

    private static Model compile(Task task) throws IOException {
        Compilation compilation = Cnnc.compile(task.network());
        return compilation.load(Weights.read(task.weights()));
    }

    @Override
    public void run() {
        if (images.length == 1) {
            model.predict(images[0], outputs[0], workspace);
        } else {
            model.predict(images, outputs, workspace);
        }
    }

    @Override
    public float[] output() {
        int size = model.output().size();
        float[] all = new float[outputs.length * size];
        for (int i = 0; i < outputs.length; i++) {
            System.arraycopy(outputs[i], 0, all, i * size, size);
        }
        return all;
    }
}
