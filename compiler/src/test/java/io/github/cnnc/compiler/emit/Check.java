package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.fail;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.winograd.VectorWinograd;
import io.github.cnnc.compiler.kernel.winograd.WinogradLoops;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.Model;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** Compares a generated class with the interpreter. */
public final class Check {

    private Check() {}

    /** Compiles and runs a plan with random weights and compares every output element; {@code what} names it in failures. */
    public static void agrees(Plan plan, long seed, String what) {
        Program program = plan.program();
        Random random = new Random(seed);
        Map<String, float[]> tensors = TestWeights.random(program, random);
        float[] input = TestWeights.input(program, random);
        JavaSource source = Emitter.emit(plan, "test", "Net");
        Model model = JaninoLoader.load(source).model(TestWeights.weights(program, tensors));
        compare(program, tensors, input, dirtyPredict(model, input), factor(plan), what + "\n" + source.text());
    }

    /**
     * How much of the error of a direct convolution is allowed. Winograd's transforms multiply by up to 5 and add up to 6 numbers
     * four times over, and an output's error is that of the largest in its tile: eight times a direct convolution's bound is
     * the error that is stated for it (1.03 was met).
     */
    private static double factor(Plan plan) {
        return plan.steps().stream().anyMatch(Check::isWinograd) ? 8 : 1;
    }

    static boolean isWinograd(Step step) {
        return step instanceof Step.Compute compute
                && (compute.schedule() instanceof VectorWinograd || compute.schedule() instanceof WinogradLoops);
    }

    /** Runs in a workspace full of what an earlier run may have left. */
    static float[] dirtyPredict(Model model, float[] input) {
        var workspace = model.newWorkspace();
        float[] out = new float[model.output().size()];
        float[] other = new float[input.length];
        Arrays.fill(other, Float.NaN);
        model.predict(other, out, workspace);
        Arrays.fill(out, 77);
        model.predict(input, out, workspace);
        return out;
    }

    static void compare(
            Program program, Map<String, float[]> tensors, float[] input, float[] actual, double factor, String what) {
        Interpreter.Values expected = Interpreter.run(program, tensors, input);
        for (int i = 0; i < actual.length; i++) {
            double difference = Math.abs(actual[i] - expected.value()[i]) / factor;
            if (!(difference <= expected.error()[i])) {
                fail(
                        "element %d is %s, not %s +- %s\n%s",
                        i, actual[i], expected.value()[i], expected.error()[i], what);
            }
        }
    }
}
