package io.github.cnnc.compiler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.emit.Net;
import io.github.cnnc.compiler.emit.RandomNet;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.conv.VectorConv;
import io.github.cnnc.compiler.kernel.winograd.VectorWinograd;
import io.github.cnnc.compiler.plan.Schedules;
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
        Target target = Target.PLAIN.withVectorWidth(lanes);
        for (long seed = 0; seed < 200; seed++) {
            Program program = RandomNet.of(seed);
            for (Op op : program.ops()) {
                for (Schedule schedule : Schedules.candidates(Operation.of(op, program), target)) {
                    assertThat(registers(schedule)).as(schedule.toString()).isLessThanOrEqualTo(HELD);
                }
            }
        }
    }

    private static int registers(Schedule schedule) {
        if (schedule instanceof VectorConv conv) {
            int pixels = conv.rows() * conv.columns();
            return conv.accumulators() * (pixels * conv.vectors() + conv.vectors() + pixels);
        }
        if (schedule instanceof VectorWinograd winograd) {
            return winograd.rows() * winograd.vectors() + winograd.vectors() + winograd.rows();
        }
        return 0;
    }

    /** Winograd is several times as fast, so that no limit of registers may leave a convolution without it. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void a3x3ConvolutionOfAnySizeCanBeAWinogradOne(int lanes) {
        Target target = Target.PLAIN.withVectorWidth(lanes);
        for (int size = 4; size <= 64; size++) {
            Net net = new Net(size, size, 64);
            Program program = net.program(net.conv(0, 64, Net.window(3, 1), Net.RELU));
            List<Schedule> legal = Schedules.legal(Operation.of(program.ops().get(0), program), target);
            assertThat(legal)
                    .as(size + "x" + size)
                    .anyMatch(schedule ->
                            schedule instanceof VectorWinograd winograd && winograd.rows() * winograd.vectors() >= 4);
        }
    }

    @Test
    void thirtyTwoRegistersHoldMoreThanSixteen() {
        assertThat(Target.PLAIN.withVectorWidth(16).registers().hold(6, 4, 1)).isTrue();
        assertThat(Target.PLAIN.withVectorWidth(8).registers().hold(6, 2, 1)).isFalse();
    }
}
