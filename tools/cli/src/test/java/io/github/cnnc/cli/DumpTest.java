package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpTest {

    @ParameterizedTest
    @CsvSource({
        "syntax, name: CONV",
        "network, v1: 4x4x2 = conv1",
        "ir, '= Conv(v0)'",
        "passes, # fuse-activation",
        "plan, 'conv1: Conv ('",
        "java, public final class Network",
    })
    void everyStageIsShown(String stage, String part) {
        Ran ran = Ran.of("dump", "-e", "CONV(2)-ReLU", "--input", "6x6x1", "--stage", stage);

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(part);
    }

    @Test
    void theTreeIsShownEvenWhereTheNetworkIsWrong() {
        Ran ran = Ran.of("dump", "-e", "CONV(2)-RELUX", "--input", "6x6x1", "--stage", "syntax");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("name: RELUX");
        assertThat(ran.err()).startsWith("error[CNN014]");
    }

    @Test
    void theTreeIsAnOutlineWithoutPlaces() {
        assertThat(Ran.of("dump", "-e", "CONV(K=2)*3", "--stage", "syntax", "--input", "9x9x1")
                        .out())
                .isEqualTo("""
                        Layers
                          chain: Chain
                            steps:
                              Repeat
                                body: Call
                                  name: CONV
                                  arguments:
                                    Argument
                                      name: K
                                      value: Int
                                        value: 2
                                  parenthesised: true
                                count: Times
                                  value: Int
                                    value: 3
                                stage: false
                        """);
    }
}
