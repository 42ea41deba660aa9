package io.github.cnnc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.emit.Emitter;
import io.github.cnnc.compiler.emit.RandomNet;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.PackedWeight;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.plan.Choice;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.compiler.plan.TunedScheduler;
import io.github.cnnc.compiler.plan.TunedSchedules;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.generated.CompiledModel;
import io.github.cnnc.runtime.generated.KernelVariant;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanExplanationTest {

    private static PlanExplanation explained(String text, int lanes) {
        return Cnnc.compile(text, Options.NONE.lanes(lanes)).explainedPlan();
    }

    private static ExplainedStep step(PlanExplanation explanation, String layer) {
        return explanation.steps().stream()
                .filter(step -> step.layer().equals(layer) && step.choice().isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhatWasChosenAndWhatNot() {
        Choice choice = step(explained("input 8x8x64 layers CONV(64, 1x1)", 16), "conv1")
                .choice()
                .orElseThrow();

        assertThat(choice.tuned()).isFalse();
        assertThat(choice.cycles()).isPositive();
        assertThat(choice.runnerUp().orElseThrow().cycles()).isGreaterThanOrEqualTo(choice.cycles());
        assertThat(choice.others()).isNotEmpty().allMatch(other -> other.cycles() >= choice.cycles());
        assertThat(choice.illegal())
                .extracting(Choice.Illegal::kind, Choice.Illegal::why)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "vector-winograd", "a kernel of 1x1 has no tiles of 2x2 outputs"));
    }

    @Test
    void countsWhatIsKnownInAdvance() {
        PlanExplanation explanation = explained("input 8x8x4 layers CONV(6, 3x3, pad=1), FC(10)", 1);
        ExplainedStep conv = step(explanation, "conv1");
        ExplainedStep fc = step(explanation, "fc1");

        assertThat(conv.macs()).isEqualTo(8 * 8 * 6 * 4 * 9);
        // A row of ten weights has room for a whole vector.
        assertThat(fc.weightBytes()).isEqualTo(4 * (8 * 8 * 6 * 16 + 10));
        assertThat(fc.inputBytes()).isEqualTo(4 * 8 * 8 * 6);
        assertThat(fc.outputBytes()).isEqualTo(4 * 10);
        assertThat(conv.workspaceBytes()).isGreaterThanOrEqualTo(4 * 8 * 8 * 6);
        assertThat(explanation.ratio()).isBetween(1.0, 1.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void everyKernelHasBytesBelowTheLimit(int lanes) {
        // More layers than one part of a class holds.
        PlanExplanation explanation = explained("input 8x8x8 layers (CONV(8, 3x3, pad=1)-BN-Tanh)*30, FC(10)", lanes);

        assertThat(explanation.steps())
                .hasSizeGreaterThan(30)
                .allSatisfy(step -> assertThat(step.bytecode().orElseThrow()).isPositive())
                .allSatisfy(
                        step -> assertThat(step.largestMethod().orElseThrow()).isLessThan(8_000));
    }

    /** Against the arrays of models that were made. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void weightsAreAsLargeAsTheyAreSaidToBe(int lanes) throws ReflectiveOperationException {
        for (long seed = 0; seed < 60; seed++) {
            Program program = RandomNet.of(seed);
            Plan plan = Plans.plan(program, PlanOptions.DEFAULT.withVectorWidth(lanes));
            CompiledModel model =
                    JaninoLoader.load(Emitter.emit(plan, "test", "Net")).model(Weights.random(program.tensors(), 1));
            List<Long> sizes = new ArrayList<>();
            for (Step step : plan.steps()) {
                if (step instanceof Step.Compute compute) {
                    for (PackedWeight packed : compute.weights()) {
                        sizes.add(packed.floats());
                    }
                }
            }
            assertThat(sizes).as("seed " + seed).isEqualTo(arrays(model));
        }
    }

    private static List<Long> arrays(CompiledModel model) throws ReflectiveOperationException {
        Field variant = model.getClass().getDeclaredField("variant");
        variant.setAccessible(true);
        KernelVariant kernels = (KernelVariant) variant.get(model);
        Field weights = kernels.getClass().getDeclaredField("weights");
        weights.setAccessible(true);
        return Arrays.stream((float[][][]) weights.get(kernels))
                .map(rows -> Arrays.stream(rows).mapToLong(row -> row.length).sum())
                .toList();
    }

    @Test
    void aMeasuredScheduleIsSaidToBeOne() {
        String text = "input 8x8x4 layers CONV(6)";
        String line =
                "1 | conv input 8x8x4 to 6x6x6, 3x3, zeros, groups 1, bias | direct-conv filters=1 columns=1 unrolled=none";
        PlanExplanation explanation = Cnnc.compile(
                        text, Options.NONE.lanes(1).schedules(TunedSchedules.parse("f", line)))
                .explainedPlan();

        ExplainedStep step = step(explanation, "conv1");
        assertThat(step.choice().orElseThrow().tuned()).isTrue();
        assertThat(step.schedule()).isEqualTo("direct");
        assertThat(step.tile()).isEqualTo("1 filters x 1 columns, unrolled: none");
        assertThat(new TunedScheduler(TunedSchedules.NONE, Target.PLAIN).ignored())
                .isEmpty();
    }
}
