package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.plan.CostScheduler;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.generated.Turns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads change no bit: each element has one writer, whatever the schedule and wherever tiles overlap. */
class ThreadsTest {

    /** Schedules of each kind that an operation is tried with. */
    private static final int EACH = 2;

    private static final int RUNS = 200;

    /** Sizes that tiles do not divide. */
    private static final int[] SIZES = {5, 6, 7, 9, 10, 11, 13};

    static Stream<Arguments> networks() {
        return Widths.here()
                .boxed()
                .flatMap(lanes -> programs(lanes).entrySet().stream()
                        .map(each -> Arguments.of(lanes, each.getKey(), each.getValue())));
    }

    /** Networks of one operation. */
    private static Map<String, Program> programs(int lanes) {
        int wide = lanes == 1 ? 8 : lanes;
        Map<String, Program> all = new LinkedHashMap<>();
        for (int i = 0; i < SIZES.length; i++) {
            int width = SIZES[i];
            int height = SIZES[(i + 3) % SIZES.length];
            int filters = 2 * wide + i % 3;
            for (int kernel : new int[] {1, 3, 5}) {
                Net net = new Net(width, height, 3 + i);
                all.put(
                        "conv " + kernel + ", " + width + "x" + height,
                        net.program(net.conv(0, filters, Net.window(kernel, kernel / 2), Net.RELU)));
            }
            Net strided = new Net(2 * width, 2 * height, 3);
            all.put(
                    "stride 2, " + width + "x" + height,
                    strided.program(strided.conv(0, filters, Net.window(3, 2, 1), Activation.NONE)));
            Net pooled = new Net(width + width % 2, height + height % 2, 4);
            int conv = pooled.conv(0, filters, Net.window(3, 1), Net.RELU);
            all.put(
                    "conv and pool, " + width + "x" + height,
                    pooled.program(pooled.maxPool(conv, Net.window(2, 2, 0), false, Activation.NONE)));
            Net residual = new Net(width, height, filters);
            int branch = residual.conv(0, filters, Net.window(3, 1), Activation.NONE);
            all.put("residual, " + width + "x" + height, residual.program(residual.sum(List.of(branch, 0), Net.RELU)));
            Net grouped = new Net(width, height, 6);
            all.put(
                    "groups, " + width + "x" + height,
                    grouped.program(grouped.conv(
                            0, 3 * (wide + 1 + i % 3), Net.window(3, 1), PadMode.REFLECT, 3, true, Net.RELU)));
            Net window = new Net(width, height, filters);
            int value = window.conv(0, filters, Net.window(3, 1), PadMode.ZEROS, filters, true, Net.RELU);
            value = window.maxPool(value, Net.window(3, 1, 1), false, Activation.NONE);
            all.put(
                    "windows, " + width + "x" + height,
                    window.program(window.avgPool(value, Net.window(2, 1, 1), true, false, Activation.NONE)));
            Net dense = new Net(width, 1, height);
            all.put("dense " + (4 * wide + width), dense.program(dense.dense(0, 4 * wide + width, true, Net.RELU)));
        }
        return all;
    }

    /** Workers take turns; see {@link Turns}. */
    @ParameterizedTest
    @MethodSource("networks")
    void anElementHasOneWriter(int lanes, String name, Program program) throws InterruptedException {
        PlanOptions options = PlanOptions.DEFAULT.withVectorWidth(lanes).withDivided(true);
        Random random = new Random(name.hashCode());
        for (Plan plan : plans(program, options, random)) {
            Model model = model(plan);
            float[] input = TestWeights.input(program, random);
            float[] alone = model.predict(input);
            for (int workers : new int[] {2, 3, 5}) {
                try {
                    assertThat(bits(Turns.predict(model, input, workers, random)))
                            .isEqualTo(bits(alone));
                } catch (AssertionError e) {
                    fail(lanes + " lanes, " + name + ", " + plan.steps() + ", " + workers + " workers", e);
                }
            }
        }
    }

    /** Some of each kind. */
    static Stream<Arguments> someNetworks() {
        List<Arguments> all = networks().toList();
        return IntStream.range(0, all.size()).filter(i -> i % 4 == 0).mapToObj(all::get);
    }

    /** The same with threads that run when they like. */
    @ParameterizedTest
    @MethodSource("someNetworks")
    void everyRunHasTheSameBits(int lanes, String name, Program program) {
        PlanOptions options = PlanOptions.DEFAULT.withVectorWidth(lanes).withDivided(true);
        Random random = new Random(name.hashCode());
        Model model = model(Plans.plan(program, options));
        float[] input = TestWeights.input(program, random);
        int[] alone = bits(model.predict(input));
        float[] out = new float[alone.length];
        for (int threads : new int[] {2, 3}) {
            try (var workspace = model.newWorkspace(threads)) {
                for (int run = 0; run < RUNS; run++) {
                    model.predict(input, out, workspace);
                    assertThat(bits(out))
                            .as(lanes + " lanes, " + name + ", run " + run)
                            .isEqualTo(alone);
                }
            }
        }
    }

    /** There were 31 answers in 200 runs: two threads wrote what the last tiles of Winograd's filtering have in common with others. */
    @ParameterizedTest
    @MethodSource("io.github.cnnc.compiler.emit.Widths#here")
    void overlappingTilesOfWinogradHaveOneAnswer(int lanes) {
        Net net = new Net(7, 7, 64);
        everyRunHasTheSameBits(lanes, "7x7x64", net.program(net.conv(0, 64, Net.window(3, 1), Activation.NONE)));
    }

    private static Model model(Plan plan) {
        Program program = plan.program();
        return JaninoLoader.load(Emitter.emit(plan, "test", "Net"))
                .model(TestWeights.weights(program, TestWeights.random(program, new Random(1))));
    }

    /** The plan of the cost model, and for each kind of schedule some of its own. */
    private static List<Plan> plans(Program program, PlanOptions options, Random random) {
        List<Plan> plans = new ArrayList<>(List.of(Plans.plan(program, options)));
        Map<Class<?>, List<Schedule>> kinds = new LinkedHashMap<>();
        Plans.plan(program, options, (op, legal) -> {
            legal.forEach(schedule -> kinds.computeIfAbsent(schedule.getClass(), kind -> new ArrayList<>())
                    .add(schedule));
            return new CostScheduler(options.target()).choose(op, legal);
        });
        for (List<Schedule> kind : kinds.values()) {
            Collections.shuffle(kind, random);
            for (Schedule schedule : kind.subList(0, Math.min(EACH, kind.size()))) {
                plans.add(Plans.plan(
                        program,
                        options,
                        (op, legal) -> legal.contains(schedule)
                                ? schedule
                                : new CostScheduler(options.target()).choose(op, legal)));
            }
        }
        return plans;
    }

    private static int[] bits(float[] floats) {
        int[] bits = new int[floats.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(floats[i]);
        }
        return bits;
    }
}
