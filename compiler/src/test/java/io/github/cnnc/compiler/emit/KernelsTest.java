package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.conv.FilterLoops;
import io.github.cnnc.compiler.kernel.conv.PixelLoops;
import io.github.cnnc.compiler.kernel.elementwise.ChannelLoops;
import io.github.cnnc.compiler.kernel.window.WindowLoops;
import io.github.cnnc.compiler.kernel.winograd.VectorWinograd;
import io.github.cnnc.compiler.kernel.winograd.WinogradLoops;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.plan.CostScheduler;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.generated.Simd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every schedule on awkward shapes, at every width and in plain Java, beside the interpreter; at widths that the machine lacks fewer of
 * them. Fails where the module is missing.
 */
class KernelsTest {

    private static final int SCHEDULES = 14;

    /** Schedules in loops that C2 vectorises. */
    private static final Set<Class<?>> LOOPS =
            Set.of(FilterLoops.class, PixelLoops.class, WinogradLoops.class, WindowLoops.class, ChannelLoops.class);

    @Test
    void theModuleIsThere() {
        assertThat(Simd.vectorWidth())
                .as("run with --add-modules jdk.incubator.vector")
                .isGreaterThan(1);
    }

    static Stream<Arguments> convolutions() {
        List<Arguments> all = new ArrayList<>();
        for (int width : Target.widths()) {
            // Plain Java is vectorised by the JIT compiler, in as wide vectors as there are.
            int lanes = width == 1 ? 16 : width;
            int[][] shapes = {
                // width, height, depth, filters, kernel, pad, stride
                {1, 1, 1, 1, 1, 0, 1},
                {7, 5, lanes, lanes, 3, 1, 1},
                {8, 8, lanes + 1, 2 * lanes, 3, 1, 1},
                {13, 9, lanes - 1, lanes + 3, 3, 1, 1},
                {6, 6, 3, 4 * lanes, 3, 1, 2},
                {9, 9, 2, 3 * lanes - 1, 5, 2, 1},
                {10, 10, lanes + 2, 17, 5, 2, 1},
                {11, 4, 2 * lanes, 31, 1, 0, 1},
                {5, 5, 13, 7, 4, 1, 1},
            };
            for (int i = 0; i < Widths.cases(width, shapes.length); i++) {
                all.add(Arguments.of(width, shapes[i]));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void convolutionsAgreeUnderManySchedules(int lanes, int[] s) {
        Net net = new Net(s[0], s[1], s[2]);
        int conv = net.conv(0, s[3], Net.window(s[4], s[6], s[5]), Net.RELU);
        agreesUnderMany(net.program(conv), lanes);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void convolutionsWithPoolingAgree(int lanes, int[] s) {
        Net net = new Net(s[0] + s[0] % 2, s[1] + s[1] % 2, s[2]);
        int conv = net.conv(0, s[3], Net.window(3, 1), Net.RELU);
        agreesUnderMany(net.program(net.maxPool(conv, Net.window(2, 2, 0), false, Activation.NONE)), lanes);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void residualsAgree(int lanes, int[] s) {
        Net net = new Net(s[0], s[1], s[3]);
        int conv = net.conv(0, s[3], Net.window(3, 1), Activation.NONE);
        int sum = net.sum(List.of(conv, 0), Net.RELU);
        int last = net.conv(sum, s[3], Net.window(3, 1), PadMode.ZEROS, 1, false, Activation.NONE);
        agreesUnderMany(net.program(net.sum(List.of(sum, last), Activation.NONE)), lanes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void depthwiseAndPoolingAgree(int lanes) {
        int[] depths = {lanes + 1, 1, Math.max(1, lanes - 1), lanes, 2 * lanes, 16, 37};
        for (int depth : Arrays.copyOf(depths, Widths.cases(lanes, depths.length))) {
            Net net = new Net(9, 7, depth);
            int value = net.conv(0, depth, Net.window(3, 1), PadMode.ZEROS, depth, true, Net.RELU);
            value = net.maxPool(value, Net.window(3, 2, 1), true, Activation.NONE);
            value = net.conv(value, depth, Net.window(3, 2, 1), PadMode.REPLICATE, depth, false, Activation.NONE);
            agreesUnderMany(net.program(value), lanes);
        }
    }

    /**
     * Wide ones are filled in loops. Not for Winograd's filtering, whose error is that of the largest output in a tile: here
     * some see one pixel alone.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void halosOfAnyWidthAgree(int lanes) {
        for (PadMode mode : PadMode.values()) {
            for (Window window : List.of(
                    new Window(2, 2, 1, 1, 1, 1, 4, 5, 5, 4),
                    new Window(2, 2, 1, 1, 1, 1, 5, 0, 0, 6),
                    new Window(2, 2, 1, 1, 1, 1, 0, 6, 5, 0))) {
                Net net = new Net(8, 7, 3);
                int value = net.conv(0, lanes + 1, Net.window(1, 0), Net.RELU);
                value = net.conv(value, lanes + 1, window, mode, 1, true, Net.RELU);
                agreesUnderMany(net.program(value), lanes);
            }
        }
    }

    /** Without a loop the two halos were one method of 10,208 bytes. A picture too large for widths that the machine lacks. */
    @ParameterizedTest
    @MethodSource("io.github.cnnc.compiler.emit.Widths#here")
    void halosOfHundredsOfPixelsAgree(int lanes) {
        Net net = new Net(3, 2, 2);
        int value = net.conv(0, 4, Net.window(1, 0), Net.RELU);
        agreesUnderMany(net.program(net.conv(value, 2, Net.window(2, 200), Net.RELU)), lanes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void fullyConnectedLayersAgree(int lanes) {
        int[] sizes = {lanes + 1, 1, Math.max(1, lanes - 1), lanes, 37, 4 * lanes};
        for (int units : Arrays.copyOf(sizes, Widths.cases(lanes, sizes.length))) {
            Net net = new Net(3, 2, lanes + 1);
            agreesUnderMany(net.program(net.dense(0, units, true, Net.RELU)), lanes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void everyActivationAgrees(int lanes) {
        for (ActivationFunction function : ActivationFunction.values()) {
            if (function == ActivationFunction.PRELU) {
                continue;
            }
            Net net = new Net(5, 3, lanes + 1);
            Activation activation = new Activation(function, function == ActivationFunction.LEAKY_RELU ? 0.1 : 1);
            int conv = net.conv(0, lanes + 1, Net.window(1, 0), activation);
            agreesUnderMany(net.program(net.activate(conv, activation)), lanes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void threadsChangeNoBit(int lanes) {
        for (long seed = 0; seed < Widths.cases(lanes, 40); seed++) {
            Program program = RandomNet.of(seed);
            Random random = new Random(seed);
            var tensors = TestWeights.random(program, random);
            float[] input = TestWeights.input(program, random);
            Plan plan = Plans.plan(
                    program, PlanOptions.DEFAULT.withVectorWidth(lanes).withDivided(seed % 4 > 0));
            var model = io.github.cnnc.compiler.load.JaninoLoader.load(Emitter.emit(plan, "test", "Net"))
                    .model(TestWeights.weights(program, tensors));
            float[] alone = model.predict(input);
            for (int threads : new int[] {2, 3}) {
                float[] together = new float[alone.length];
                float[][] batch = new float[5][alone.length];
                try (var workspace = model.newWorkspace(threads)) {
                    model.predict(input, together, workspace);
                    model.predict(new float[][] {input, input, input, input, input}, batch, workspace);
                }
                assertThat(bits(together)).as("seed " + seed).isEqualTo(bits(alone));
                for (float[] one : batch) {
                    assertThat(bits(one)).as("seed " + seed).isEqualTo(bits(alone));
                }
            }
        }
    }

    private static int[] bits(float[] floats) {
        int[] bits = new int[floats.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(floats[i]);
        }
        return bits;
    }

    /** The chosen schedules, and a number of others of vectors. */
    private static void agreesUnderMany(Program program, int lanes) {
        PlanOptions options = PlanOptions.DEFAULT.withVectorWidth(lanes);
        Check.agrees(Plans.plan(program, options), 1, "chosen, lanes " + lanes + "\n" + program);
        Random random = new Random(lanes);
        PlanOptions one = options.withOneWidth();
        Check.agrees(Plans.plan(program, one), 1, "chosen, " + lanes + " lanes alone\n" + program);
        for (int i = 0; i < Widths.cases(lanes, SCHEDULES); i++) {
            Plan plan = Plans.plan(
                    program,
                    i % 2 == 0 ? options : one,
                    (op, legal) -> pick(op, legal, random, options, random.nextInt(3)));
            Check.agrees(plan, i, "lanes " + lanes + ", " + schedules(plan) + "\n" + program);
        }
    }

    /** Winograd's with the same chance as all others; not those that need no vectors, which others test. */
    private static Schedule pick(
            Operation operation, List<Schedule> legal, Random random, PlanOptions options, int kind) {
        List<Schedule> winograd = legal.stream().filter(KernelsTest::isWinograd).toList();
        List<Schedule> lanes = legal.stream()
                .filter(s -> LOOPS.contains(s.getClass()) || !s.vectorWidths().isEmpty())
                .filter(s -> !isWinograd(s))
                .toList();
        List<Schedule> from = kind == 0 && !winograd.isEmpty() ? winograd : lanes;
        return from.isEmpty()
                ? new CostScheduler(options.target()).choose(operation, legal)
                : from.get(random.nextInt(from.size()));
    }

    private static boolean isWinograd(Schedule schedule) {
        return schedule instanceof VectorWinograd || schedule instanceof WinogradLoops;
    }

    private static String schedules(Plan plan) {
        return plan.steps().stream()
                .filter(Step.Compute.class::isInstance)
                .map(step -> ((Step.Compute) step).schedule().toString())
                .toList()
                .toString();
    }
}
