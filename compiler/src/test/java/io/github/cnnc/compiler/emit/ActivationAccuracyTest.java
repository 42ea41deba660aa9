package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import io.github.cnnc.runtime.Weights;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far generated activation functions are from the double-precision ones, in units in the last place. */
class ActivationAccuracyTest {

    /** What is computed in double is rounded once; each operation in float adds half a unit, or one where the result's is small. */
    @ParameterizedTest
    @CsvSource({
        "ReLU6, 0",
        "LeakyReLU, 2",
        "Sigmoid, 1",
        "Tanh, 1",
        "ELU, 1",
        "ELU(1.7), 1",
        "SELU, 2",
        "GELU, 1",
        "SiLU, 1",
        "HardSigmoid, 2",
        "HardSwish, 3",
        "Softplus, 1"
    })
    void isAFewUnitsAtMost(String layer, int units) {
        isWithin(units, layer, 1);
    }

    /**
     * In vectors all is computed in float, with polynomials of our own: the JDK's vector operators may give other bits
     * before the JIT compiler has compiled them than after. Of results below 1.5e-36 the unit is theirs, 1.8e-43: a factor that is
     * subnormal itself has few digits.
     */
    @ParameterizedTest
    @CsvSource({
        "ReLU6, 0",
        "LeakyReLU, 1",
        "Sigmoid, 3",
        "Tanh, 2",
        "ELU, 1",
        "ELU(1.7), 2",
        "SELU, 2",
        "GELU, 6",
        "SiLU, 4",
        "HardSigmoid, 2",
        "HardSwish, 3",
        "Softplus, 3"
    })
    void isAFewUnitsAtMostInVectors(String layer, int units) {
        for (int lanes : new int[] {4, 8, 16}) {
            isWithin(units, layer, lanes);
        }
    }

    private static void isWithin(int units, String layer, int lanes) {
        String text = "input 128x64x1 layers " + layer;
        Options options = Options.NONE.lanes(lanes);
        float[] input = new float[128 * 64];
        Random random = new Random(11);
        for (int i = 0; i < input.length; i++) {
            // Near 0 and far from it, both signs, where anything happens; every size of number once in a while.
            input[i] = i % 4 == 0
                    ? Float.intBitsToFloat(random.nextInt() & 0xbfff_ffff)
                    : (float) (random.nextGaussian() * Math.pow(2, i % 6));
        }
        Weights none = Weights.of(Map.of());
        double[] exact = new ReferenceEvaluator(Cnnc.compile(text).network().network(), none).evaluate(input);
        float[] generated = Cnnc.compile(text, options).load().model(none).predict(input);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < input.length; i++) {
            double size = lanes == 1 ? exact[i] : Math.max(Math.abs(exact[i]), 128 * Float.MIN_NORMAL);
            double off = Math.abs(generated[i] - exact[i]) / Math.ulp((float) size);
            if (off > worst) {
                worst = off;
                at = i;
            }
        }
        System.out.printf("%s is at most %.2f units off, lanes %d%n", layer, worst, lanes);
        assertThat(worst)
                .as("%s of %s is %s, not %s, lanes %s", layer, input[at], generated[at], exact[at], lanes)
                .isLessThanOrEqualTo(units);
    }
}
