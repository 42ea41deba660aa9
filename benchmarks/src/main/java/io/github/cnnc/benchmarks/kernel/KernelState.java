package io.github.cnnc.benchmarks.kernel;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.Workspace;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A layer, compiled, with random weights and input. What it gives is compared with the reference evaluation. */
@State(Scope.Thread)
public class KernelState {

    private static final long SEED = 1;

    /** A float's rounding error is 6e-8; its growth over 4,608 summands and Winograd's transforms are well below this. */
    private static final double TOLERANCE = 1e-4;

    /** All unless the command line says which. */
    @Param
    Kernel kernel;

    private Model model;
    private Workspace workspace;
    private float[] input;
    private float[] output;

    /** Compiles. */
    @Setup
    public void compile() {
        model = kernel.compile().load(weights());
        workspace = model.newWorkspace();
        SplittableRandom random = new SplittableRandom(SEED);
        input = new float[model.input().volume().size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextDouble(-1, 1);
        }
        output = new float[model.output().size()];
    }

    private Weights weights() {
        return Weights.random(kernel.compile().network().network().tensors(), SEED);
    }

    /** Runs the layer once. */
    float[] predict() {
        model.predict(input, output, workspace);
        return output;
    }

    /** Throws where the last run was wrong. */
    @TearDown
    public void check() {
        Compilation compilation = kernel.compile();
        double[] exact = new ReferenceEvaluator(compilation.network().network(), weights()).evaluate(input);
        double largest = 0;
        double error = 0;
        for (int i = 0; i < exact.length; i++) {
            largest = Math.max(largest, Math.abs(exact[i]));
            error = Math.max(error, Math.abs(exact[i] - output[i]));
        }
        if (!(error <= TOLERANCE * largest)) {
            throw new IllegalStateException(kernel + " is wrong by " + error + " of " + largest);
        }
    }
}
