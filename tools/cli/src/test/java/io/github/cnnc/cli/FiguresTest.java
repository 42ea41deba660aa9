package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void bytesAreShownInTheUnitThatFits() {
        assertThat(Figures.bytes(0)).isEqualTo("0 B");
        assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
        assertThat(Figures.bytes(1024)).isEqualTo("1.0 KB");
        assertThat(Figures.bytes(1024 * 1024 - 1)).isEqualTo("1.0 MB");
        assertThat(Figures.bytes(553_430_176)).isEqualTo("527.8 MB");
        assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EB");
    }

    @Test
    void scoresHaveFourDecimals() {
        assertThat(Figures.score(1)).isEqualTo("1.0000");
        assertThat(Figures.score(-12.34567f)).isEqualTo("-12.3457");
        assertThat(Figures.score(1e12f)).isEqualTo("1.0000e+12");
        assertThat(Figures.score(Float.NaN)).isEqualTo("NaN");
        assertThat(Figures.score(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }
}
