package io.github.cnnc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** An input that is to be turned is not to be made square. */
    @Test
    void channelsFirstIsSaidInstead() {
        for (String text : List.of("input 3x225x225 " + FIVE_STAGES, "input 1x28x28 " + FIVE_STAGES)) {
            List<Diagnostic> said = Cnnc.compile(text).diagnostics();
            assertThat(said.get(0).code()).isEqualTo(Code.CNN107);
            assertThat(said.get(0).fixes()).extracting(Fix::replacement).isSubsetOf("225x225x3", "28x28x1");
            assertThat(notes(text)).doesNotContain("valid square");
        }
        Compilation outside = Cnnc.compile(FIVE_STAGES, Options.NONE.input("3x224x224"));
        assertThat(outside.report())
                .contains("CNN107", "give `--input 224x224x3`, if channels stand first here")
                .doesNotContain("valid square");
    }

    @ParameterizedTest
    @CsvSource({
        "3x224x224, true",
        "1x28x28, true",
        "1x8x8, true",
        "3x480x640, true",
        "3x1080x1920, true",
        "224x224x3, false",
        "1x1x512, false",
        "1x128x9, false",
        "1x100x40, false",
        "3x3x64, false",
        "3x7x7, false",
        "2x28x28, false",
        "28x1x28, false"
    })
    void whatLooksLikeAPictureIsChannelsFirst(String input, boolean warned) {
        for (Compilation compilation : List.of(
                Cnnc.compile("input " + input + " layers CONV(1, 1x1)"),
                Cnnc.compile("layers CONV(1, 1x1)", Options.NONE.input(input)),
                Cnnc.compile("input 9x9x9 layers CONV(1, 1x1)", Options.NONE.input(input)))) {
            assertThat(compilation.succeeded()).isTrue();
            assertThat(compilation.diagnostics().stream().map(Diagnostic::code))
                    .containsExactlyElementsOf(warned ? List.of(Code.CNN107) : List.of());
        }
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
