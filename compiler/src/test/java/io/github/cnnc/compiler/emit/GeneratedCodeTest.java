package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.PlanOptions.Unroll;
import io.github.cnnc.compiler.plan.Planner;
import io.github.cnnc.compiler.plan.Schedule;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedCodeTest {

    private static final int PROGRAMS = 150;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void agreesWithTheInterpreterUnderTheChosenSchedules(int half) {
        for (int i = 0; i < PROGRAMS; i++) {
            long seed = 1000L * half + i;
            Check.agrees(Planner.plan(RandomNet.of(seed), PlanOptions.DEFAULT), seed, "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void agreesUnderAnyLegalSchedules(int part) {
        for (int i = 0; i < PROGRAMS; i++) {
            long seed = 1000L * part + i;
            Random random = new Random(seed);
            Program program = RandomNet.of(seed);
            PlanOptions options = new PlanOptions(Unroll.AUTO, random.nextBoolean());
            var plan = Planner.plan(program, options, (op, all, legal) -> pick(legal, random));
            Check.agrees(plan, seed, "random schedules, seed " + seed);
        }
    }

    /** Every kind of schedule with the same chance, but straight lines, which are long, seldom. */
    private static Schedule pick(List<Schedule> legal, Random random) {
        Schedule first = legal.get(random.nextInt(legal.size()));
        Schedule second = legal.get(random.nextInt(legal.size()));
        return first instanceof Schedule.StraightLine ? second : first;
    }

    @ParameterizedTest
    @ValueSource(ints = {5})
    void agreesWithoutAnyLoop(int part) {
        int done = 0;
        for (int i = 0; done < 60; i++) {
            long seed = 1000L * part + i;
            Program program = RandomNet.of(seed);
            long terms = program.ops().stream()
                    .mapToLong(op -> io.github.cnnc.compiler.plan.Work.terms(op, program))
                    .sum();
            if (terms < 3000) {
                Check.agrees(
                        Planner.plan(program, PlanOptions.DEFAULT.withUnroll(Unroll.FULL)), seed, "full, seed " + seed);
                done++;
            }
        }
    }
}
