package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.runtime.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How far a pixel that is NaN or infinite reaches in a convolution: as the language's reference says. */
class NonFiniteTest {

    private static final int SIDE = 13;
    private static final int PIXEL = 8;

    /** Schedules of each kind. */
    private static final int EACH = 6;

    /** Pixels that an output in a tile of 4x4 may lie beyond those whose window sees the pixel. */
    private static final int BEYOND = 2;

    @ParameterizedTest
    @MethodSource("io.github.cnnc.compiler.emit.Widths#here")
    void reachesWhatSeesItAndTheTilesOfWinograd(int lanes) {
        for (int kernel : new int[] {3, 5}) {
            Net net = new Net(SIDE, SIDE, 5);
            Program program =
                    net.program(net.conv(0, lanes == 1 ? 8 : lanes, Net.window(kernel, kernel / 2), Activation.NONE));
            int farthest = 0;
            for (Plan plan : plans(program, PlanOptions.DEFAULT.withVectorWidth(lanes))) {
                farthest = Math.max(farthest, reach(plan, kernel / 2));
            }
            assertThat(farthest).as("kernel " + kernel).isEqualTo(kernel == 3 ? BEYOND : 0);
        }
    }

    /** How far beyond the windows that see it a pixel reaches. */
    private static int reach(Plan plan, int radius) {
        Random random = new Random(1);
        Program program = plan.program();
        Model model = JaninoLoader.load(Emitter.emit(plan, "test", "Net"))
                .model(TestWeights.weights(program, TestWeights.random(program, random)));
        float[] input = TestWeights.input(program, random);
        float[] clean = model.predict(input);
        boolean winograd = plan.steps().stream().anyMatch(Check::isWinograd);
        int reach = 0;
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            input[PIXEL * SIDE + PIXEL] = value;
            float[] out = model.predict(input);
            for (int i = 0; i < out.length; i++) {
                int row = i / SIDE % SIDE;
                int beyond = Math.max(Math.abs(i % SIDE - PIXEL), Math.abs(row - PIXEL)) - radius;
                if (beyond <= 0) {
                    assertThat(Float.isFinite(out[i]))
                            .as(i + " of " + plan.steps())
                            .isFalse();
                } else if (Float.floatToRawIntBits(out[i]) != Float.floatToRawIntBits(clean[i])) {
                    assertThat(out[i]).as(i + " of " + plan.steps()).isNaN();
                    assertThat(winograd).as(i + " of " + plan.steps()).isTrue();
                    reach = Math.max(reach, beyond);
                }
            }
        }
        return reach;
    }

    /** Some schedules of each kind. */
    private static List<Plan> plans(Program program, PlanOptions options) {
        Map<Class<?>, List<Schedule>> kinds = new LinkedHashMap<>();
        Plans.plan(program, options, (op, legal) -> {
            legal.forEach(schedule -> kinds.computeIfAbsent(schedule.getClass(), kind -> new ArrayList<>())
                    .add(schedule));
            return legal.get(0);
        });
        Random random = new Random(1);
        kinds.values().forEach(kind -> Collections.shuffle(kind, random));
        return kinds.values().stream()
                .flatMap(kind -> kind.stream().limit(EACH))
                .map(schedule -> Plans.plan(program, options, (op, legal) -> schedule))
                .toList();
    }
}
