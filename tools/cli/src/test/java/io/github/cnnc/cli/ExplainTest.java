package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Code;
import org.junit.jupiter.api.Test;

class ExplainTest {

    @Test
    void aCodeIsExplainedHoweverItIsTyped() {
        Ran ran = Ran.of("explain", "CNN031");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("CNN031");
        assertThat(Ran.of("explain", "cnn031")).isEqualTo(ran);
        assertThat(Ran.of("explain", "31")).isEqualTo(ran);
        assertThat(Ran.of("explain", "cnn31")).isEqualTo(ran);
    }

    @Test
    void withoutACodeAllAreListed() {
        assertThat(Ran.of("explain").lines()).hasSize(Code.values().length).contains("CNN031  " + Code.CNN031.title());
    }

    @Test
    void anUnknownCodeIsAnsweredWithTheNearest() {
        assertThat(Ran.of("explain", "CNM031"))
                .isEqualTo(new Ran(
                        1,
                        "",
                        "error: there is no code `CNM031`; did you mean `CNN031`?\n`cnnc explain` lists them all\n"));
    }
}
