package io.github.cnnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cnnc.compiler.emit.Net;
import io.github.cnnc.compiler.emit.RandomNet;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.straightline.StraightLine;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.BufferView.Buffer;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.compiler.machine.PlanLimit;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static Plan plan(Program program) {
        return Plans.plan(program, PlanOptions.DEFAULT);
    }

    @Test
    void theOutputIsWrittenWhereTheCallerWantsIt() {
        Net net = new Net(4, 4, 2);
        Plan plan = plan(net.program(net.activate(0, Net.RELU)));
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.placements().get(1).buffer()).isEqualTo(Buffer.OUT);
        assertThat(plan.arenaFloats()).isZero();
    }

    @Test
    void aNetworkThatDoesNothingCopies() {
        assertThat(plan(new Net(4, 4, 2).program(0)).steps()).singleElement().isInstanceOf(Step.Copy.class);
    }

    @Test
    void aProducerLeavesRoomForTheHaloOfItsReader() {
        Net net = new Net(6, 5, 2);
        int act = net.activate(0, Net.RELU);
        Plan plan = plan(net.program(net.conv(act, 3, Net.window(3, 1), Net.RELU)));
        assertThat(plan.placements().get(act).layout().halo()).isEqualTo(new Halo(1, 1, 1, 1));
        assertThat(plan.steps().get(1)).isInstanceOf(Step.FillHalo.class);
        assertThat(plan.arenaFloats()).isEqualTo(8 * 7 * 2);
    }

    @Test
    void aHaloIsAsLargeAsTheWindowReallyReaches() {
        // The third window begins at column 3 and ends at column 5, the last: the padding on the right is never read.
        Net net = new Net(6, 6, 1);
        int act = net.activate(0, Net.RELU);
        Plan plan = plan(net.program(net.conv(act, 3, Net.window(3, 2, 1), Net.RELU)));
        assertThat(plan.placements().get(act).layout().halo()).isEqualTo(new Halo(1, 0, 1, 0));
    }

    @Test
    void readersThatPadDifferentlyReadCopies() {
        Net net = new Net(6, 6, 1);
        int act = net.activate(0, Net.RELU);
        int zeros = net.conv(act, 2, Net.window(3, 1), Net.RELU);
        int reflect = net.conv(act, 2, Net.window(3, 1), PadMode.REFLECT, 1, true, Net.RELU);
        int again = net.conv(act, 2, Net.window(5, 2), PadMode.REFLECT, 1, true, Net.RELU);
        Plan plan = plan(net.program(net.sum(List.of(zeros, reflect, again), Net.RELU)));
        assertThat(plan.steps().stream().filter(Step.Copy.class::isInstance)).hasSize(1);
        assertThat(plan.steps().stream().filter(Step.FillHalo.class::isInstance))
                .hasSize(2);
    }

    @Test
    void aConcatenationOfValuesThatNobodyElseReadsIsNotCopied() {
        Net net = new Net(6, 6, 2);
        int a = net.conv(0, 3, Net.window(1, 0), Net.RELU);
        int b = net.conv(0, 4, Net.window(1, 0), Net.RELU);
        int concat = net.concat(List.of(a, b));
        Plan plan = plan(net.program(net.conv(concat, 2, Net.window(3, 1), Net.RELU)));
        assertThat(plan.steps().stream().filter(Step.Copy.class::isInstance)).isEmpty();
        assertThat(plan.placements().get(b).offset())
                .isEqualTo(plan.placements().get(concat).offset() + 3 * 8 * 8);
    }

    @Test
    void aConcatenationCopiesTheInputAndWhatStandsInItTwice() {
        Net net = new Net(6, 6, 2);
        int a = net.activate(0, Net.RELU);
        Plan plan = plan(net.program(net.concat(List.of(0, a, a))));
        assertThat(plan.steps().stream().filter(Step.Copy.class::isInstance)).hasSize(3);
    }

    @Test
    void flatteningCostsNothing() {
        Net net = new Net(6, 6, 2);
        int act = net.activate(0, Net.RELU);
        int flat = net.reshape(act, new Volume(1, 1, 72));
        Plan plan = plan(net.program(net.dense(flat, 3, true, Net.RELU)));
        assertThat(plan.steps()).hasSize(2);
        assertThat(plan.placements().get(flat).offset())
                .isEqualTo(plan.placements().get(act).offset());
    }

    @Test
    void aChainNeedsNoMoreThanItsLargestNeighbours() {
        Net net = new Net(8, 8, 1);
        int value = 0;
        for (int filters : new int[] {4, 8, 2, 12, 1, 5}) {
            value = net.conv(value, filters, Net.window(1, 0), Net.RELU);
        }
        Plan plan = plan(net.program(value));
        assertThat(plan.liveLowerBoundFloats()).isEqualTo(64 * 14);
        assertThat(plan.arenaFloats()).isEqualTo(64 * 14);
    }

    @Test
    void fullUnrollingHasABudget() {
        Net net = new Net(32, 32, 3);
        int conv = net.conv(0, 4, Net.window(1, 0), Net.RELU);
        Program program = net.program(net.conv(conv, 64, Net.window(3, 1), Net.RELU));
        assertThatThrownBy(() -> Plans.plan(program, PlanOptions.DEFAULT.withUnroll(Unroll.FULL)))
                .isInstanceOf(PlanLimit.class)
                .hasMessage("unroll=full writes every term of the network by itself; up to conv2 these are 2371584,"
                        + " 2311584 more than the 60000 there is room for");
    }

    @Test
    void aFewTermsAreWrittenByThemselves() {
        for (PlanOptions options : List.of(PlanOptions.DEFAULT, PlanOptions.DEFAULT.withVectorWidth(16))) {
            assertThat(schedule(2, options)).isEqualTo(new StraightLine());
            assertThat(schedule(2, options.withUnroll(Unroll.NONE))).isNotEqualTo(new StraightLine());
            assertThat(schedule(60, options)).isNotEqualTo(new StraightLine());
        }
    }

    /** Of a fully connected layer from so many values to two. */
    private static Schedule schedule(int depth, PlanOptions options) {
        Net net = new Net(1, 1, depth);
        Plan plan = Plans.plan(net.program(net.dense(0, 2, true, Net.RELU)), options);
        return plan.steps().stream()
                .filter(Step.Compute.class::isInstance)
                .map(step -> ((Step.Compute) step).schedule())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsLiveTogetherMustFitAnArray() {
        Net net = new Net(30_000, 30_000, 1);
        int a = net.activate(0, Net.RELU);
        int b = net.activate(a, Net.RELU);
        int c = net.activate(b, Net.RELU);
        Program program = net.program(net.sum(List.of(a, b, c), Activation.NONE));
        assertThatThrownBy(() -> plan(program)).isInstanceOf(PlanLimit.class).hasMessageContaining("2^31-1 floats");
    }

    @Test
    void everyIllegalScheduleHasAReason() {
        for (long seed = 0; seed < 100; seed++) {
            Program program = RandomNet.of(seed);
            for (var op : program.ops()) {
                for (int lanes : Target.widths()) {
                    Target target = Target.PLAIN.withVectorWidth(lanes);
                    Operation operation = Operation.of(op, program);
                    for (Schedule schedule : Schedules.candidates(operation, target)) {
                        schedule.whyNot(operation, target)
                                .ifPresent(reason -> assertThat(reason).isNotBlank());
                    }
                    assertThat(Schedules.legal(operation, target))
                            .as("seed " + seed)
                            .isNotEmpty();
                }
            }
        }
    }
}
