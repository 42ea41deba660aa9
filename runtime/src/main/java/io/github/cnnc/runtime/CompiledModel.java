package io.github.cnnc.runtime;

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
    private final AtomicReference<Workspace> spare = new AtomicReference<>();

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
    protected abstract Engine engine();

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
        return new Workspace(engine(), threads);
    }

    @Override
    public final void predict(float[] in, float[] out, Workspace workspace) {
        require("input", input.volume(), in.length);
        require("output", output, out.length);
        requireOwn(workspace);
        workspace.run(in, out);
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
        requireOwn(workspace);
        workspace.run(in, out);
    }

    private void requireOwn(Workspace workspace) {
        if (!workspace.isFor(engine())) {
            throw new IllegalArgumentException(
                    "the workspace is another model's: take one from this model's newWorkspace()");
        }
    }

    @Override
    public final float[] predict(float[] in) {
        require("input", input.volume(), in.length);
        float[] out = new float[output.size()];
        Workspace workspace = spare.getAndSet(null);
        if (workspace == null) {
            workspace = newWorkspace();
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
