package io.github.cnnc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.runtime.Volume;
import org.junit.jupiter.api.Test;

class InputSizesTest {

    private static final String FIVE_STAGES = "layers [(CONV(8, 3x3, pad=1)-ReLU)*2-POOL]*5, SOFTMAX(10)";

    @Test
    void theNearestAndTheirDistanceAreSaid() {
        assertThat(notes("input 225x225x3 " + FIVE_STAGES))
                .isEqualTo("valid square inputs near 225: 224, 256; every 32");
    }

    @Test
    void whatIsSaidHolds() {
        for (int size : new int[] {224, 256}) {
            String text = "input " + size + "x" + size + "x3 " + FIVE_STAGES;
            assertThat(Cnnc.compile(text).succeeded()).isTrue();
        }
    }

    @Test
    void nothingIsSaidWhereNoneFitsOrSomethingElseIsWrong() {
        assertThat(notes("input 225x225x3 layers CONV(8, 3x3, stride=2) - CONV(8, 2000x2000)"))
                .isEmpty();
        assertThat(notes("input 225x225x3 " + FIVE_STAGES + " - CONF(3)")).doesNotContain("valid square");
    }

    @Test
    void withoutARegularDistanceNoneIsSaid() {
        assertThat(InputSizes.near(new Volume(20, 20, 1), size -> size == 18 || size == 21 || size == 40))
                .contains("valid square inputs near 20: 18, 21");
    }

    private static String notes(String text) {
        return String.join(
                "\n",
                Cnnc.compile(text).diagnostics().stream()
                        .filter(Diagnostic::isError)
                        .flatMap(d -> d.notes().stream())
                        .toList());
    }
}
