package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final Measurement HUNDRED = new Measurement(
            LongStream.rangeClosed(1, 100).map(ms -> ms * 1_000_000).toArray(), 0);

    @Test
    void percentilesAreTimesThatOccurred() {
        assertThat(HUNDRED.millis(0)).isEqualTo(1);
        assertThat(HUNDRED.millis(0.5)).isEqualTo(50);
        assertThat(HUNDRED.millis(0.99)).isEqualTo(99);
        assertThat(HUNDRED.millis(1)).isEqualTo(100);
    }

    @Test
    void ofOneCallAllAreTheSame() {
        Measurement one = new Measurement(new long[] {2_000_000}, 0);

        assertThat(one.millis(0)).isEqualTo(2).isEqualTo(one.millis(0.99));
        assertThat(one.seconds()).isEqualTo(0.002);
    }
}
