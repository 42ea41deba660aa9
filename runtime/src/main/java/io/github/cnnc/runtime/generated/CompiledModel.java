package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Workspace;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What every generated class extends: the checks and conveniences that do not depend on the network. */
public abstract class CompiledModel implements Model {

    private final String name;
    private final InputFormat input;
    private final Volume output;
    private final List<String> labels;
    private final List<TensorSpec> tensors;

    /** The workspace of the last {@link #predict(float[])}, kept for the next; a second thread makes its own. */
    private final AtomicReference<ModelWorkspace> spare = new AtomicReference<>();

    /** Called by generated classes. */
    protected CompiledModel(
            String name, InputFormat input, Volume output, List<String> labels, List<TensorSpec> tensors) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.labels = List.copyOf(labels);
        this.tensors = List.copyOf(tensors);
    }

    /** The kernels for this machine. */
    protected abstract KernelVariant variant();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final InputFormat input() {
        return input;
    }

    @Override
    public final Volume output() {
        return output;
    }

    @Override
    public final List<String> labels() {
        return labels;
    }

    @Override
    public final List<TensorSpec> tensors() {
        return tensors;
    }

    @Override
    public final Workspace newWorkspace() {
        return newWorkspace(1);
    }

    @Override
    public final Workspace newWorkspace(int threads) {
        return new ModelWorkspace(variant(), threads);
    }

    @Override
    public final void predict(float[] in, float[] out, Workspace workspace) {
        require("input", input.volume(), in.length);
        require("output", output, out.length);
        own(workspace).run(in, out);
    }

    @Override
    public final void predict(float[][] in, float[][] out, Workspace workspace) {
        if (in.length != out.length) {
            throw new IllegalArgumentException(in.length + " inputs have not " + out.length + " outputs");
        }
        for (int i = 0; i < in.length; i++) {
            require("input", input.volume(), in[i].length);
            require("output", output, out[i].length);
        }
        own(workspace).run(in, out);
    }

    private ModelWorkspace own(Workspace workspace) {
        if (workspace instanceof ModelWorkspace own && own.isFor(variant())) {
            return own;
        }
        throw new IllegalArgumentException(
                "the workspace is another model's: take one from this model's newWorkspace()");
    }

    @Override
    public final float[] predict(float[] in) {
        require("input", input.volume(), in.length);
        float[] out = new float[output.size()];
        ModelWorkspace workspace = spare.getAndSet(null);
        if (workspace == null) {
            workspace = new ModelWorkspace(variant(), 1);
        }
        try {
            workspace.run(in, out);
        } finally {
            // Also after a failure: a run reads nothing that the one before it left.
            spare.set(workspace);
        }
        return out;
    }

    private void require(String what, Volume volume, int length) {
        if (length != volume.size()) {
            throw new IllegalArgumentException(
                    "the " + what + " of " + name + " is " + volume + ", " + volume.size() + " floats, not " + length);
        }
    }
}
