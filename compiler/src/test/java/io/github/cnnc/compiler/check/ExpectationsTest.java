package io.github.cnnc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@code expect} is worth where the caller gives other values. */
class ExpectationsTest {

    private static final String NET = """
            network Net(classes = 10, k = 2)
            input   8x8x1
            let     twice = 2*classes
            layers  CONV(k, 1x1) - GAP - SOFTMAX(classes)
            """;

    private static List<Code> codes(String expect, Options options) {
        return Cnnc.compile(NET + "expect " + expect, options).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"params 35, CNN050", "output 1x1x9, CNN051", "macs 149, CNN052", "memory < 2, CNN053"})
    void isAnErrorOfTheFilesOwnNetworkAndAWarningOfAnother(String expect, Code code) {
        assertThat(codes(expect, Options.NONE)).containsExactly(code);
        for (Options other : List.of(
                Options.NONE.define("classes", "5"),
                Options.NONE.input("9x9x1"),
                Options.NONE.withLogits(),
                Options.NONE.define("classes", "5").define("k", "3").input("9x9x1"))) {
            assertThat(codes(expect, other)).as(other.toString()).containsExactly(Code.CNN111);
            assertThat(codes(expect, other.allow(Code.CNN111))).isEmpty();
            assertThat(codes("params 1 allow CNN111", other)).isEmpty();
            assertThat(codes(expect, other.withoutExpects())).isEmpty();
        }
        assertThat(codes(expect, Options.NONE.withoutExpects())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"params 5 + 3*classes", "params 5 + 3*twice/2", "params 5 + min(9, 3*classes)"})
    void aLineThatNamesWhatIsGivenMustHold(String expect) {
        assertThat(codes(expect, Options.NONE.define("classes", "5")))
                .singleElement()
                .isNotEqualTo(Code.CNN111);
    }

    @Test
    void aLineThatNamesOneOfTwoNeedNotHold() {
        assertThat(codes("params 3*classes", Options.NONE.define("classes", "5").define("k", "3")))
                .containsExactly(Code.CNN111);
        assertThat(codes("params 3*classes", Options.NONE.define("classes", "5").input("9x9x1")))
                .containsExactly(Code.CNN111);
        assertThat(codes(
                        "params 2*k + (k + 1)*classes",
                        Options.NONE.define("classes", "5").define("k", "3")))
                .isEmpty();
    }

    @Test
    void whatIsWrittenWronglyIsAnErrorAllTheSame() {
        for (Options options : List.of(Options.NONE.input("9x9x1"), Options.NONE.withoutExpects())) {
            assertThat(codes("params clases", options)).containsExactly(Code.CNN013);
        }
    }

    @Test
    void logitsLeaveTheLastSoftmaxOut() {
        for (String end : List.of("SOFTMAX(4)", "FC(4) - SOFTMAX")) {
            Compilation logits = Cnnc.compile("input 8x8x1 layers CONV(2) - " + end, Options.NONE.withLogits());
            assertThat(logits.network().rows().stream().map(LayerRow::name)).containsExactly("conv1", "fc1");
            assertThat(logits.network().network().outputVolume()).hasToString("1x1x4");
        }
        assertThat(Cnnc.compile("input 8x8x1 layers SOFTMAX", Options.NONE.withLogits())
                        .network()
                        .rows())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FC(4)", "SOFTMAX(4) - ReLU", "FC(4) - Sigmoid", "ReLU?(false)"})
    void logitsOfANetworkThatEndsOtherwiseAreAnError(String layers) {
        assertThat(Cnnc.compile("input 8x8x1 layers " + layers, Options.NONE.withLogits())
                        .diagnostics())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(Code.CNN018);
    }
}
