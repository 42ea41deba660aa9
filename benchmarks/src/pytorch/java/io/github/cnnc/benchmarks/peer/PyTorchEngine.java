package io.github.cnnc.benchmarks.peer;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.benchmarks.Task;
import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.runtime.Volume;
import java.io.IOException;
import java.nio.file.Path;

/** PyTorch through DJL, from a TorchScript archive; the input tensor is made once. */
public final class PyTorchEngine implements io.github.cnnc.benchmarks.Engine {

    private Model model;
    private NDManager manager;
    private NDArray input;
    private ParameterStore parameters;

    @Override
    public String version() {
        Engine engine = Engine.getEngine("PyTorch");
        return "PyTorch " + engine.getVersion() + " with DJL";
    }

    private static Path file(Task task) {
        return task.folder().resolve("net.pt");
    }

    @Override
    public void prepare(Task task, FoldedNetwork network) throws IOException {
        TorchScriptExport.write(network, file(task));
    }

    @Override
    public void load(Task task) throws Exception {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(task.threads()));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        model = Model.newInstance("net", "PyTorch");
        model.load(file(task).getParent(), "net");
        manager = model.getNDManager().newSubManager();
        parameters = new ParameterStore(manager, false);
        Volume v = Cnnc.compile(task.network()).network().network().volume(0);
        input = manager.create(task.normalised(), new Shape(task.batch(), v.depth(), v.height(), v.width()));
    }

    @Override
    public void run() {
        forward().close();
    }

    private NDList forward() {
        return model.getBlock().forward(parameters, new NDList(input), false);
    }

    @Override
    public float[] output() {
        try (NDList output = forward()) {
            return output.singletonOrThrow().toFloatArray();
        }
    }
}
