package io.github.cnnc.compiler.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {

    /** {@code python3 -c "import math; print([math.erfc(x) for x in (-3, -.5, 0, .3, 1, 1.9999, 2, 3, 4, 5.5, 9)])"} */
    @ParameterizedTest
    @CsvSource({
        "-3, 1.9999779095030015",
        "-0.5, 1.5204998778130465",
        "0, 1",
        "0.3, 0.6713732405408726",
        "1, 0.15729920705028513",
        "1.9999, 0.004679802092970608",
        "2, 0.004677734981047265",
        "3, 2.2090496998585438e-05",
        "4, 1.541725790028002e-08",
        "5.5, 7.357847917974398e-15",
        "9, 4.13703174651381e-37"
    })
    void isPythons(double x, double expected) {
        assertThat(ErrorFunction.erfc(x)).isCloseTo(expected, withinPercentage(1e-11));
    }
}
