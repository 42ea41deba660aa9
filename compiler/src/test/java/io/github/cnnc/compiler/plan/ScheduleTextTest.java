package io.github.cnnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.emit.RandomNet;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTextTest {

    @Test
    void namesTheKindAndEveryComponent() {
        assertThat(ScheduleText.of(new Schedule.VectorConv(16, 1, 6, 2, 1, Schedule.Taps.ROW)))
                .isEqualTo("vector-conv lanes=16 rows=1 columns=6 vectors=2 chains=1 taps=row");
        assertThat(ScheduleText.of(new Schedule.Pool(true))).isEqualTo("pool unrolled=true");
        assertThat(ScheduleText.of(new Schedule.StraightLine())).isEqualTo("straight-line");
    }

    @Test
    void everyCandidateOfRandomNetworksIsReadBack() {
        Set<Schedule> all = new LinkedHashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            Program program = RandomNet.of(seed);
            for (Op op : program.ops()) {
                for (int lanes : PlanOptions.LANES) {
                    all.addAll(Schedules.candidates(op, program, PlanOptions.DEFAULT.withLanes(lanes)));
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
