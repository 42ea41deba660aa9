package io.github.cnnc.compiler.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.emit.Net;
import io.github.cnnc.compiler.emit.RandomNet;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.OperationKey;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.ScheduleText;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With times that are made up: what the tuner makes of them is the same everywhere. */
class TunerTest {

    private static final long MILLISECOND = 1_000_000;

    private static Plan plan(Program program, int lanes) {
        return Plans.plan(program, PlanOptions.DEFAULT.withVectorWidth(lanes));
    }

    /** Two equal convolutions and another. */
    private static Program program() {
        Net net = new Net(8, 8, 16);
        int value = net.conv(net.conv(0, 16, Net.window(3, 1), Net.RELU), 16, Net.window(3, 1), Net.RELU);
        value = net.conv(value, 16, Net.window(3, 1), Net.RELU);
        return net.program(net.conv(value, 32, Net.window(1, 0), Net.RELU));
    }

    private static Tuner tuner(ToLongFunction<Schedule> time) {
        return new Tuner((op, single, options, schedule) -> () -> time.applyAsLong(schedule));
    }

    private static List<Decision> tuned(Plan plan, ToLongFunction<Schedule> time) {
        return tuner(time).tune(plan, decision -> {});
    }

    @Test
    void equalOperationsAreMeasuredOnce() {
        List<Decision> told = new ArrayList<>();
        List<Decision> decisions = tuner(schedule -> MILLISECOND).tune(plan(program(), 4), told::add);

        assertThat(decisions)
                .extracting(Decision::layers)
                .containsExactly(List.of("conv1"), List.of("conv2", "conv3"), List.of("conv4"));
        assertThat(told).isEqualTo(decisions);
    }

    @Test
    void theFastestWins() {
        for (Decision decision : tuned(plan(program(), 4), schedule -> speed(schedule))) {
            assertThat(decision.fastestNanos()).isLessThanOrEqualTo(decision.estimatedNanos());
            assertThat(decision.fastestNanos()).isEqualTo(speed(decision.fastest()));
            assertThat(decision.measured()).isBetween(2, Shortlist.MOST);
        }
    }

    /** A time that has nothing to do with the estimate. */
    private static long speed(Schedule schedule) {
        return MILLISECOND + ScheduleText.of(schedule).hashCode() % 100_000 * 5L;
    }

    @Test
    void aLittleFasterIsNoise() {
        Map<String, Schedule> estimated = new LinkedHashMap<>();
        Plan plan = plan(program(), 4);
        plan.steps().stream()
                .filter(Step.Compute.class::isInstance)
                .map(Step.Compute.class::cast)
                .forEach(step -> estimated.put(OperationKey.of(step.site().operation()), step.schedule()));

        List<Decision> same =
                tuned(plan, schedule -> estimated.containsValue(schedule) ? MILLISECOND : MILLISECOND * 98 / 100);
        List<Decision> other =
                tuned(plan, schedule -> estimated.containsValue(schedule) ? MILLISECOND : MILLISECOND * 90 / 100);

        assertThat(same).isNotEmpty().noneMatch(Decision::changed);
        assertThat(other).isNotEmpty().allMatch(Decision::changed);
    }

    @Test
    void aDisturbanceDoesNotDecide() {
        long[] calls = {0};
        // Every third call something else has the processor.
        Tuner tuner = new Tuner(
                (op, single, options, schedule) -> () -> calls[0]++ % 3 == 0 ? 9 * MILLISECOND : speed(schedule));

        assertThat(tuner.tune(plan(program(), 4), decision -> {}))
                .isEqualTo(tuned(plan(program(), 4), TunerTest::speed));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void onlyLegalSchedulesAreMeasured(int lanes) {
        for (long seed = 0; seed < 60; seed++) {
            Plan plan = plan(RandomNet.of(seed), lanes);
            for (Step step : plan.steps()) {
                if (step instanceof Step.Compute compute) {
                    List<Schedule> shortlist = Shortlist.of(
                            compute.site().operation(), plan.options().target(), compute.schedule());
                    assertThat(shortlist).startsWith(compute.schedule()).hasSizeLessThanOrEqualTo(Shortlist.MOST);
                    assertThat(shortlist)
                            .doesNotHaveDuplicates()
                            .allMatch(schedule -> schedule.whyNot(
                                            compute.site().operation(),
                                            plan.options().target())
                                    .isEmpty());
                }
            }
        }
    }

    @Test
    void aShortlistHasSeveralKinds() {
        Program program = program();
        Op op = program.ops().get(1);
        PlanOptions options = PlanOptions.DEFAULT.withVectorWidth(4);
        Schedule chosen = Plans.plan(program, options).steps().stream()
                .filter(step -> step.provenance().equals(op.provenance()) && step instanceof Step.Compute)
                .map(step -> ((Step.Compute) step).schedule())
                .findFirst()
                .orElseThrow();

        assertThat(Shortlist.of(Operation.of(op, program), options.target(), chosen).stream()
                        .map(ScheduleText::kind)
                        .distinct())
                .contains("vector-winograd", "vector-conv");
    }

    /** Each operation of random networks by itself: it can be generated and run, and its own steps are found. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void everyOperationRunsByItself(int lanes) {
        for (long seed = 0; seed < 40; seed++) {
            Plan plan = plan(RandomNet.of(seed), lanes);
            for (Step step : plan.steps()) {
                if (step instanceof Step.Compute compute) {
                    SingleOperation.of(compute.op(), plan.program()).ifPresent(single -> {
                        Contender contender =
                                GeneratedContender.operation(compute.op(), single, plan.options(), compute.schedule());
                        assertThat(contender.nanos()).as(single.toString()).isPositive();
                    });
                }
            }
        }
    }
}
