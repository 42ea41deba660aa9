package io.github.cnnc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Label;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failing expect points at the layer where the figures part, when the other figure can be explained. */
class DifferenceTest {

    private static final String NORM =
            "input 32x32x3 layers CONV(8, pad=1) - BN - ReLU - CONV(8, pad=1) - BN - POOL - FC(10) ";
    private static final String FLOOR =
            "input 224x224x3 layers CONV(8, stride=2, round=floor) - POOL(3x3, stride=2, round=floor) - FC(10) ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expect params 21_314 | CONV(8, pad=1) | 16 are this and 1 more layers' biases; `bias=false` leaves them out
            expect params 21_362 | BN |            32 are running statistics, which do not count
            expect params 21_320 | FC(10) |        10 are this layer's biases; `bias=false` leaves them out
            """)
    void parametersOfNormalisedLayers(String expect, String at, String start) {
        Label label = label(NORM + expect, Code.CNN050);
        assertThat(label.span().text()).isEqualTo(at);
        assertThat(label.text()).startsWith(start);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expect params 251_114 | FC(10) | expected is what it has for 56x56x8, and 55x55x8 enters here
            expect macs 2_661_336 | FC(10) | expected are the convolutions alone
            expect macs 5_806_672 | CONV(8, stride=2, round=floor) | expected are operations
            """)
    void whatRoundingAndCountingDo(String expect, String at, String start) {
        Code code = expect.contains("params") ? Code.CNN050 : Code.CNN052;
        Label label = label(FLOOR + expect, code);
        assertThat(label.span().text()).isEqualTo(at);
        assertThat(label.text()).startsWith(start);
    }

    @ParameterizedTest
    @CsvSource({"expect params 1", "expect params < 5", "expect macs 77"})
    void whatCannotBeExplainedIsNot(String expect) {
        assertThat(errors(NORM + expect))
                .singleElement()
                .satisfies(d -> assertThat(d.secondary()).isEmpty());
    }

    private static Label label(String text, Code code) {
        List<Diagnostic> errors = errors(text);
        assertThat(errors).singleElement().satisfies(d -> assertThat(d.code()).isEqualTo(code));
        assertThat(errors.get(0).secondary()).hasSize(1);
        return errors.get(0).secondary().get(0);
    }

    private static List<Diagnostic> errors(String text) {
        return Cnnc.compile(text).diagnostics().stream()
                .filter(Diagnostic::isError)
                .toList();
    }
}
