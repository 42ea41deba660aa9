package io.github.cnnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.emit.Net;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.OperationKey;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.ScheduleText;
import io.github.cnnc.compiler.kernel.conv.DirectConv;
import io.github.cnnc.compiler.kernel.conv.Unrolled;
import io.github.cnnc.compiler.machine.Unroll;
import java.util.List;
import org.junit.jupiter.api.Test;

class TunedSchedulesTest {

    private static final PlanOptions PLAIN = PlanOptions.DEFAULT;
    private static final String CONV = "conv input 8x8x4 to 8x8x6, 3x3 pad 1,1,1,1, zeros, groups 1, bias, relu";
    private static final Schedule SLOW = new DirectConv(1, 1, Unrolled.NONE);

    private static Program program() {
        Net net = new Net(8, 8, 4);
        return net.program(net.softmax(net.conv(0, 6, Net.window(3, 1), Net.RELU)));
    }

    private static Plan plan(Scheduler scheduler, PlanOptions options) {
        return Plans.plan(program(), options, scheduler);
    }

    private static Schedule first(Plan plan) {
        return plan.steps().stream()
                .filter(Step.Compute.class::isInstance)
                .map(step -> ((Step.Compute) step).schedule())
                .findFirst()
                .orElseThrow();
    }

    private static TunedSchedules file(String... lines) {
        return TunedSchedules.parse("net.tune", String.join("\n", lines));
    }

    @Test
    void anOperationHasOneLineWhateverItIsCalled() {
        Net other = new Net(8, 8, 4);
        other.conv(0, 6, Net.window(3, 1), Net.RELU);
        Program elsewhere = other.program(other.conv(0, 6, Net.window(3, 1), Net.RELU));

        assertThat(OperationKey.of(Operation.of(program().ops().get(0), program())))
                .isEqualTo(CONV);
        assertThat(elsewhere.ops().stream()
                        .map(op -> OperationKey.of(Operation.of(op, elsewhere)))
                        .distinct())
                .containsExactly(CONV);
    }

    @Test
    void fusedOperationsAreNotTheirParts() {
        Net net = new Net(8, 8, 4);
        int conv = net.conv(net.conv(0, 6, Net.window(3, 1), Net.RELU), 6, Net.window(3, 1), Net.RELU);
        Program program =
                net.program(net.maxPool(conv, Net.window(2, 2, 0), false, io.github.cnnc.compiler.ir.Activation.NONE));
        Plan plan = Plans.plan(program, PLAIN.withVectorWidth(4));
        List<Op> ops = plan.steps().stream()
                .filter(Step.Compute.class::isInstance)
                .map(step -> ((Step.Compute) step).op())
                .toList();

        assertThat(OperationKey.of(Operation.of(ops.get(ops.size() - 1), plan.program())))
                .isEqualTo("fused-conv 8x8x6 to 4x4x6, 3x3 pad 1,1,1,1, zeros, groups 1, bias, relu, pooled, relu");
    }

    @Test
    void aMeasuredScheduleIsUsed() {
        TunedScheduler scheduler =
                new TunedScheduler(file("# best", "1 | " + CONV + " | " + ScheduleText.of(SLOW)), PLAIN.target());

        assertThat(first(plan(scheduler, PLAIN))).isEqualTo(SLOW);
        assertThat(scheduler.isTuned(Operation.of(program().ops().get(0), program()), SLOW))
                .isTrue();
        assertThat(scheduler.ignored()).isEmpty();
    }

    @Test
    void onlyAtItsLanesAndWhereNothingIsSaidOfUnrolling() {
        TunedSchedules file = file("1 | " + CONV + " | " + ScheduleText.of(SLOW));
        PlanOptions wide = PLAIN.withVectorWidth(4);
        PlanOptions full = PLAIN.withUnroll(Unroll.FULL);

        for (PlanOptions options : List.of(wide, full)) {
            TunedScheduler scheduler = new TunedScheduler(file, options.target());
            assertThat(first(plan(scheduler, options))).isNotEqualTo(SLOW);
            assertThat(scheduler.ignored()).isEmpty();
        }
    }

    @Test
    void aScheduleThatIsNotLegalIsRefusedWithTheReason() {
        TunedScheduler scheduler = new TunedScheduler(
                file("", "1 | " + CONV + " | direct-conv filters=8 columns=1 unrolled=row"), PLAIN.target());

        assertThat(first(plan(scheduler, PLAIN))).isEqualTo(first(Plans.plan(program(), PLAIN)));
        assertThat(scheduler.ignored())
                .singleElement()
                .hasToString("net.tune:2: 'direct, 8 filters x 1 columns, unrolled: row' is not legal for conv1: "
                        + "a tile of 8 filters is more than the 6 of a group");
    }

    @Test
    void aScheduleWithNumbersThatNoneHasIsRefused() {
        for (String schedule : List.of(
                "direct-conv filters=0 columns=0 unrolled=row",
                "depthwise columns=1 taps=0",
                "vector-winograd width=0 channelWidth=0 outputs=0 tiles=0 rows=0 vectors=0",
                "vector-conv width=16 rows=1 columns=1 vectors=1 accumulators=1 taps=line")) {
            TunedScheduler scheduler = new TunedScheduler(file("1 | " + CONV + " | " + schedule), PLAIN.target());
            plan(scheduler, PLAIN);
            assertThat(scheduler.ignored())
                    .singleElement()
                    .asString()
                    .contains("there is no such schedule for its kind of operation at 1 lanes");
        }
    }

    @Test
    void linesForOtherOperationsAreStale() {
        TunedScheduler scheduler = new TunedScheduler(
                file("1 | softmax 1x1x3 to 1x1x3 | element-loops", "1 | softmax 1x1x4 to 1x1x4 | element-loops"),
                PLAIN.target());
        plan(scheduler, PLAIN);

        assertThat(scheduler.ignored())
                .singleElement()
                .hasToString("net.tune:1: the network has no such operation, nor those of 1 more lines; "
                        + "`cnnc tune` measures it anew");
    }

    @Test
    void damagedLinesAreIgnoredOneByOne() {
        TunedSchedules file = file(
                "rubbish",
                "2 | " + CONV + " | element-loops",
                "1 | " + CONV + " | magic",
                "1 | " + CONV + " | " + ScheduleText.of(SLOW),
                "1 | " + CONV + " | element-loops");

        assertThat(file.ignored())
                .extracting(Object::toString)
                .containsExactly(
                        "net.tune:1: not three parts `lanes | operation | schedule`",
                        "net.tune:2: `2` are no lanes: 16, 8, 4 or 1",
                        "net.tune:3: `magic` is no schedule",
                        "net.tune:5: a line before it is for the same operation");
        assertThat(first(plan(new TunedScheduler(file, PLAIN.target()), PLAIN))).isEqualTo(SLOW);
    }

    @Test
    void aFileOfRubbishIsComplainedOfBriefly() {
        assertThat(file("x\n".repeat(1000)).ignored())
                .hasSize(11)
                .last()
                .hasToString("net.tune: 990 more lines are no schedules");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        TunedSchedules file =
                file("1 | " + CONV + " | " + ScheduleText.of(SLOW), "16 | softmax 1x1x4 to 1x1x4 | element-loops");

        assertThat(file.text(List.of("machine"))).isEqualTo("""
                # machine
                16 | softmax 1x1x4 to 1x1x4 | element-loops
                1 | conv input 8x8x4 to 8x8x6, 3x3 pad 1,1,1,1, zeros, groups 1, bias, relu | \
                direct-conv filters=1 columns=1 unrolled=none
                """);
    }
}
