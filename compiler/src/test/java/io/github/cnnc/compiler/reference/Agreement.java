package io.github.cnnc.compiler.reference;

import static org.assertj.core.api.Assertions.fail;

import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whether a model computes what the reference computes, up to {@link RoundingErrors}. */
public final class Agreement {

    private Agreement() {}

    /**
     * Runs both and compares every element; the model twice, in a workspace full of what the first run left.
     *
     * @param what names the network in the failure
     * @return the largest difference as a share of the tolerance
     */
    public static double check(Network network, Model model, Weights weights, float[] input, String what) {
        return check(network, secondRun(model, input), weights, input, what);
    }

    /**
     * Compares every element of an output.
     *
     * @param actual what the network is to have made of the input
     * @param what names the network in the failure
     * @return the largest difference as a share of the tolerance
     */
    public static double check(Network network, float[] actual, Weights weights, float[] input, String what) {
        List<double[]> values = new ReferenceEvaluator(network, weights).values(input);
        double[] tolerances = RoundingErrors.of(network, weights, values);
        double[] expected = values.get(network.output());
        int plane = expected.length / tolerances.length;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double tolerance = tolerances[i / plane];
            double share = Math.abs(actual[i] - expected[i]) / tolerance;
            if (!(share <= 1)) {
                fail("element %d is %s, not %s +- %s\n%s", i, actual[i], expected[i], tolerance, what);
            }
            worst = Math.max(worst, share);
        }
        return worst;
    }

    private static float[] secondRun(Model model, float[] input) {
        var workspace = model.newWorkspace();
        float[] out = new float[model.output().size()];
        float[] other = new float[input.length];
        Arrays.fill(other, Float.NaN);
        model.predict(other, out, workspace);
        model.predict(input, out, workspace);
        return out;
    }

    /** Numbers, or pixels where the input is scaled. */
    public static float[] input(Network network, long seed) {
        Random random = new Random(seed);
        float[] input = new float[network.volume(0).size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = network.input().scale() == 1 ? (float) random.nextGaussian() : random.nextInt(256);
        }
        return input;
    }
}
