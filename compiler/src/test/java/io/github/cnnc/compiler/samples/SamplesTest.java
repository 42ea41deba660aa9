package io.github.cnnc.compiler.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.emit.Emitter;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.OperationKey;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.load.MethodSizes;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.compiler.reference.Agreement;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

    /** HotSpot's HugeMethodLimit. */
    private static final int METHOD_LIMIT = 8000;

    /** Plans of a sample in each width that try schedules not seen before; -Dcnnc.plans=1000 tries every schedule of every sample. */
    private static final int PLANS = Integer.getInteger("cnnc.plans", 1);

    /** For each width of vectors the schedules that kinds of operations have had. */
    private static final Map<Integer, Set<String>> SEEN = new HashMap<>();

    static List<String> samples() {
        return SampleFiles.all();
    }

    static List<String> smallSamples() {
        return samples().stream().filter(s -> !SampleFiles.isLarge(s)).toList();
    }

    static List<String> largeSamples() {
        return samples().stream().filter(SampleFiles::isLarge).toList();
    }

    static List<String> zoo() {
        return samples().stream().filter(s -> s.startsWith("zoo/")).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void compilesWithoutAnError(String sample) {
        Compilation compilation = SampleFiles.compile(sample, SampleFiles.options(sample));
        assertThat(compilation.succeeded()).as(compilation.report()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void hasNoWarning(String sample) {
        assertThat(SampleFiles.compile(sample).diagnostics()).isEmpty();
    }

    /** All of the zoo end in SOFTMAX but a block and a U-Net, whose classes are pixels. */
    @ParameterizedTest
    @MethodSource("zoo")
    void endsInLogitsIfAsked(String sample) {
        List<LayerRow> rows = SampleFiles.compile(sample).network().rows();
        Compilation logits = SampleFiles.compile(sample, Options.NONE.withLogits());
        if (Set.of("zoo/senet_block.cnn", "zoo/unet.cnn").contains(sample)) {
            assertThat(logits.succeeded()).isFalse();
        } else {
            assertThat(rows.get(rows.size() - 1).kind()).isEqualTo("SOFTMAX");
            assertThat(logits.network().rows().stream().map(LayerRow::name))
                    .containsExactlyElementsOf(rows.subList(0, rows.size() - 1).stream()
                            .map(LayerRow::name)
                            .toList());
            assertThat(logits.network().totals().parameters())
                    .isEqualTo(SampleFiles.compile(sample).network().totals().parameters());
        }
    }

    /** The expected figures hold for every number of classes. */
    @ParameterizedTest
    @MethodSource("zoo")
    void expectsItsParametersForAnyNumberOfClasses(String sample) throws IOException {
        String text = Files.readString(SampleFiles.path(sample));
        assertThat(text).containsPattern("(?m)^expect  params ");
        if (text.contains("classes")) {
            Compilation compilation = SampleFiles.compile(sample, Options.NONE.define("classes", "7"));
            assertThat(compilation.succeeded()).as(compilation.report()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 0", "13, 0", "16, 0", "19, 0", "11, 1", "13, 1", "16, 1", "19, 1"})
    void vggHasFourDepthsWithAndWithoutBatchNormalisation(String layers, String bn) {
        Options options = Options.NONE.define("weight_layers", layers).define("bn", bn);
        Compilation compilation = SampleFiles.compile("zoo/vgg.cnn", options);
        assertThat(compilation.diagnostics()).as(compilation.report()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasNoMethodThatIsTooLargeForTheJit(String sample) {
        check(SampleFiles.compileSmall(sample).load());
    }

    /** For every width of vectors the schedules the cost model picks, and of the others as many plans as {@link #PLANS} says. */
    @ParameterizedTest
    @MethodSource("samples")
    void hasNoMethodThatIsTooLargeWhateverTheSchedule(String sample) {
        Program program = SampleFiles.compileSmall(sample).optimised();
        for (int lanes : Target.widths()) {
            PlanOptions options = PlanOptions.DEFAULT.withVectorWidth(lanes);
            check(Plans.plan(program, options));
            Set<String> seen = SEEN.computeIfAbsent(lanes, key -> new HashSet<>());
            int before = -1;
            for (int plan = 0; plan < PLANS && before < seen.size(); plan++) {
                before = seen.size();
                check(Plans.plan(program, options, (op, legal) -> unseen(op, legal, seen)));
            }
        }
    }

    /** A schedule that no operation of the kind has had in this test, if there is one. */
    private static Schedule unseen(Operation operation, List<Schedule> legal, Set<String> seen) {
        String key = OperationKey.of(operation);
        return legal.stream()
                .filter(schedule -> seen.add(key + schedule))
                .findFirst()
                .orElse(legal.get(0));
    }

    private static void check(Plan plan) {
        check(JaninoLoader.load(Emitter.emit(plan, "test", "Sample")));
    }

    private static void check(LoadedClass loaded) {
        loaded.classFiles()
                .forEach((name, bytes) -> assertThat(MethodSizes.of(bytes))
                        .as(name)
                        .allSatisfy(
                                (method, size) -> assertThat(size).as(method).isLessThan(METHOD_LIMIT)));
    }

    @ParameterizedTest
    @MethodSource("smallSamples")
    void computesWhatTheReferenceComputes(String sample) {
        Compilation compilation = SampleFiles.compileSmall(sample);
        Network network = compilation.network().network();
        Weights weights = Weights.random(network.tensors(), 1);
        double worst = Agreement.check(network, compilation.load(weights), weights, picture(network), sample);
        System.out.printf("%s: %.4f of the tolerance%n", sample, worst);
    }

    /**
     * The bound of {@link Agreement} grows with every layer, and behind a hundred of them it says nothing. What is seen does not
     * grow: at most 7e-6 of the largest score.
     */
    @ParameterizedTest
    @MethodSource("largeSamples")
    void scoresAsTheReferenceScores(String sample) {
        Compilation compilation = SampleFiles.compileSmall(sample);
        Network network = compilation.network().network();
        Weights weights = Weights.random(network.tensors(), 1);
        float[] picture = picture(network);
        double[] expected = new ReferenceEvaluator(network, weights).evaluate(picture);
        float[] actual = compilation.load(weights).predict(picture);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive().isFinite();
        double worst = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(actual[i] - expected[i]) / largest)
                .max()
                .orElseThrow();
        System.out.printf("%s: %.1e of the largest score%n", sample, worst);
        assertThat(worst).isLessThan(2e-5);
    }

    private static float[] picture(Network network) {
        Random random = new Random(2);
        float[] input = new float[network.volume(0).size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = network.input().isPlain() ? (float) random.nextGaussian() : random.nextInt(256);
        }
        return input;
    }

    @Test
    void areListedInTheReadme() throws IOException {
        String readme = Files.readString(SampleFiles.path("README.md"));
        assertThat(SampleFiles.all()).allSatisfy(sample -> assertThat(readme).contains("`" + sample + "`"));
    }
}
