package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.straightline.StraightLine;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedCodeTest {

    private static final int PROGRAMS = 150;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void agreesWithTheInterpreterUnderTheChosenSchedules(int lanes) {
        for (int i = 0; i < Widths.cases(lanes, PROGRAMS); i++) {
            long seed = 100_000L * lanes + i;
            Program program = RandomNet.of(seed);
            Check.agrees(Plans.plan(program, PlanOptions.DEFAULT.withVectorWidth(lanes)), seed, "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 16})
    void agreesUnderAnyLegalSchedules(int lanes) {
        for (int i = 0; i < Widths.cases(lanes, PROGRAMS); i++) {
            long seed = 1000L * lanes + i;
            Random random = new Random(seed);
            Program program = RandomNet.of(seed);
            boolean fma = random.nextBoolean();
            Target target = Target.PLAIN.withVectorWidth(lanes).withFma(fma);
            PlanOptions options = PlanOptions.DEFAULT.withTarget(random.nextBoolean() ? target.withOneWidth() : target);
            var plan = Plans.plan(program, options, (op, legal) -> pick(legal, random));
            Check.agrees(plan, seed, "random schedules, seed " + seed);
        }
    }

    /** Every kind of schedule with the same chance, but straight lines, which are long, seldom. */
    private static Schedule pick(List<Schedule> legal, Random random) {
        Schedule first = legal.get(random.nextInt(legal.size()));
        Schedule second = legal.get(random.nextInt(legal.size()));
        return first instanceof StraightLine ? second : first;
    }

    @ParameterizedTest
    @ValueSource(ints = {5})
    void agreesWithoutAnyLoop(int part) {
        int done = 0;
        for (int i = 0; done < 60; i++) {
            long seed = 1000L * part + i;
            Program program = RandomNet.of(seed);
            long terms = program.ops().stream()
                    .mapToLong(op -> io.github.cnnc.compiler.ir.Work.terms(op, program))
                    .sum();
            if (terms < 3000) {
                Check.agrees(
                        Plans.plan(program, PlanOptions.DEFAULT.withUnroll(Unroll.FULL)), seed, "full, seed " + seed);
                done++;
            }
        }
    }

    /** Both compilers must understand the same, bit for bit. */
    @Test
    void javacAgreesBitForBit() {
        for (long seed = 7000; seed < 7040; seed++) {
            Program program = RandomNet.of(seed);
            Random random = new Random(seed);
            var tensors = TestWeights.random(program, random);
            float[] input = TestWeights.input(program, random);
            JavaSource source = Emitter.emit(Plans.plan(program, PlanOptions.DEFAULT), "test", "Net");
            var weights = TestWeights.weights(program, tensors);
            float[] janino = JaninoLoader.load(source).model(weights).predict(input);
            float[] javac = Javac.load(source).model(weights).predict(input);
            assertThat(bits(janino)).as("seed " + seed).isEqualTo(bits(javac));
        }
    }

    private static int[] bits(float[] floats) {
        int[] bits = new int[floats.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(floats[i]);
        }
        return bits;
    }
}
