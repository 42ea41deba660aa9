package io.github.cnnc.runtime.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeluTest {

    /** {@code python3 -c "import math; print([x/2*math.erfc(-x/math.sqrt(2)) for x in (-13, -8, ...)])"} */
    @ParameterizedTest
    @CsvSource({
        "-13, -7.952313719414897e-38",
        "-8, -4.9767684594174555e-15",
        "-5, -1.4332578593959731e-06",
        "-3, -0.004049694094890287",
        "-1, -0.15865525393145707",
        "-0.25, -0.10032341857926907",
        "0.5, 0.34573123063700656",
        "2, 1.9544997361036416",
        "4, 3.9998733150326675",
        "9, 9"
    })
    void isTheExactFormRounded(float x, double expected) {
        assertThat((double) Gelu.of(x)).isCloseTo(expected, within((double) Math.ulp((float) expected)));
    }

    @Test
    void endsAsPyTorchDoes() {
        assertThat(Gelu.of(Float.NaN)).isNaN();
        assertThat(Gelu.of(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Gelu.of(Float.NEGATIVE_INFINITY)).isNaN();
        assertThat(Gelu.of(0)).isZero();
        assertThat(Gelu.of(-40)).isZero();
    }
}
