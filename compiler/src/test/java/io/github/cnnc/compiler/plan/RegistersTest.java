package io.github.cnnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.emit.Net;
import io.github.cnnc.compiler.emit.RandomNet;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.plan.Schedule.VectorConv;
import io.github.cnnc.compiler.plan.Schedule.Winograd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sixteen vector registers of a machine without AVX-512 hold. */
class RegistersTest {

    /** Two are C2's own. */
    private static final int HELD = 14;

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void everyTileFitsTheRegistersWithItsWeightsAndBroadcasts(int lanes) {
        PlanOptions options = PlanOptions.DEFAULT.withLanes(lanes);
        for (long seed = 0; seed < 200; seed++) {
            Program program = RandomNet.of(seed);
            for (Op op : program.ops()) {
                for (Schedule schedule : Schedules.candidates(op, program, options)) {
                    assertThat(registers(schedule)).as(schedule.toString()).isLessThanOrEqualTo(HELD);
                }
            }
        }
    }

    private static int registers(Schedule schedule) {
        if (schedule instanceof VectorConv conv) {
            int pixels = conv.rows() * conv.columns();
            return conv.chains() * (pixels * conv.vectors() + conv.vectors() + pixels);
        }
        if (schedule instanceof Winograd winograd) {
            return winograd.rows() * winograd.vectors() + winograd.vectors() + winograd.rows();
        }
        return 0;
    }

    /** Winograd is several times as fast, so that no limit of registers may leave a convolution without it. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void a3x3ConvolutionOfAnySizeCanBeAWinogradOne(int lanes) {
        PlanOptions options = PlanOptions.DEFAULT.withLanes(lanes);
        for (int size = 4; size <= 64; size++) {
            Net net = new Net(size, size, 64);
            Program program = net.program(net.conv(0, 64, Net.window(3, 1), Net.RELU));
            List<Schedule> legal = Schedules.legal(program.ops().get(0), program, options);
            assertThat(legal)
                    .as(size + "x" + size)
                    .anyMatch(schedule ->
                            schedule instanceof Winograd winograd && winograd.rows() * winograd.vectors() >= 4);
        }
    }

    @Test
    void thirtyTwoRegistersHoldMoreThanSixteen() {
        assertThat(Registers.of(PlanOptions.DEFAULT.withLanes(16)).hold(6, 4, 1))
                .isTrue();
        assertThat(Registers.of(PlanOptions.DEFAULT.withLanes(8)).hold(6, 2, 1)).isFalse();
    }
}
