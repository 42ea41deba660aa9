package io.github.cnnc.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.emit.RandomNet;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.conv.Taps;
import io.github.cnnc.compiler.kernel.conv.VectorConv;
import io.github.cnnc.compiler.kernel.straightline.StraightLine;
import io.github.cnnc.compiler.kernel.window.Pool;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.plan.Schedules;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTextTest {

    @Test
    void namesTheKindAndEveryComponent() {
        assertThat(ScheduleText.of(new VectorConv(16, 1, 6, 2, 1, Taps.ROW)))
                .isEqualTo("vector-conv width=16 rows=1 columns=6 vectors=2 accumulators=1 taps=row");
        assertThat(ScheduleText.of(new Pool(true))).isEqualTo("pool unrolled=true");
        assertThat(ScheduleText.of(new StraightLine())).isEqualTo("straight-line");
    }

    @Test
    void everyCandidateOfRandomNetworksIsReadBack() {
        Set<Schedule> all = new LinkedHashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            Program program = RandomNet.of(seed);
            for (Op op : program.ops()) {
                for (int lanes : Target.widths()) {
                    all.addAll(Schedules.candidates(Operation.of(op, program), Target.PLAIN.withVectorWidth(lanes)));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(1000);
        all.forEach(schedule ->
                assertThat(ScheduleText.parse(ScheduleText.of(schedule))).contains(schedule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vector-conv",
                "vector",
                "Schedule",
                "pool unrolled=maybe",
                "pool unrolled=true unrolled=true",
                "pool true",
                "row-dense rows=-1",
                "row-dense rows=12345678",
                "row-dense rows=",
                "row-dense rows=٣",
                "moved order=sideways",
            })
    void anythingElseIsNoSchedule(String text) {
        assertThat(ScheduleText.parse(text)).isEmpty();
    }
}
