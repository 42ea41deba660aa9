package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.Engine;
import io.github.cnnc.benchmarks.Task;
import java.io.IOException;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * oneDNN's primitives, one after the other, each in the layout that it likes best; input and weights are brought into it once.
 * As many threads as OMP_NUM_THREADS says.
 */
public final class OneDnnEngine implements Engine {

    private OneDnnNetwork network;

    @Override
    public String version() {
        dnnl_version_t version = dnnl.dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch();
    }

    @Override
    public void load(Task task) throws IOException {
        network = OneDnnNetwork.of(task.folded(), task.batch(), task.normalised());
    }

    @Override
    public void run() {
        network.run();
    }

    @Override
    public float[] output() {
        return network.output();
    }
}
