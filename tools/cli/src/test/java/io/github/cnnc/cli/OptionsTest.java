package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that several commands have. */
class OptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check LENET",
                "table LENET",
                "diff LENET LENET",
                "run LENET SEVEN",
                "bench LENET --seconds 0 --warm-up 0",
                "explain-plan LENET",
            })
    void jsonIsAskedForInTwoWays(String command) throws IOException {
        String line = command.replace("LENET", Ran.LENET.toString()).replace("SEVEN", Ran.SEVEN.toString());
        for (String asked : new String[] {"--json", "--format json", "--json --format json"}) {
            Ran ran = Ran.of((Object[]) (line + " " + asked).split(" "));

            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(new ObjectMapper().readTree(ran.out()).isObject()).isTrue();
        }
        assertThat(Ran.of((Object[]) (line + " --json --format text").split(" ")))
                .isEqualTo(new Ran(1, "", "error: give --json or --format text, not both\n"));
    }

    /** These take too long to try; that they know the option is enough. */
    @ParameterizedTest
    @ValueSource(strings = {"tune", "eval"})
    void soDoTheSlowCommands(String command) {
        assertThat(Ran.of(command, "--help").out()).contains("--json", "--format FORMAT");
    }

    @ParameterizedTest
    @CsvSource({"abc", "1.5", "''", "99999999999999999999"})
    void aSeedBehindItsOptionIsANumber(String seed) {
        Ran ran = Ran.of("run", "--random-weights=" + seed, Ran.LENET, Ran.SEVEN);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).startsWith("error: --random-weights needs a whole number, not `" + seed + "`\n");
    }

    @Test
    void aSeedMayStandBehindOrFollowOrBeMissing() {
        for (Object[] command : new Object[][] {
            {"run", "--random-weights=7", Ran.LENET, Ran.SEVEN},
            {"run", "--random-weights", "7", Ran.LENET, Ran.SEVEN},
            {"run", "--random-weights", Ran.LENET, Ran.SEVEN},
        }) {
            assertThat(Ran.of(command).code()).isZero();
        }
    }

    @Test
    void aNameIsGivenOneValue() {
        assertThat(Ran.of("table", "-e", "FC(a)", "--input", "3x3x1", "-D", "a=1", "-D", " a =2"))
                .isEqualTo(new Ran(1, "", "error: -D gives `a` twice, as 1 and as 2\n"));
        assertThat(Ran.of("diff", Ran.LENET, Ran.LENET, "-D", "a=1", "-D", "a=1")
                        .err())
                .contains("-D gives `a` twice");
        assertThat(Ran.of("table", "-e", "ID", "--input", "3x3x1", "--input", "4x4x1")
                        .err())
                .contains("'--input' (WxHxD) should be specified only once");
    }

    @Test
    void aWarningIsAllowedByItsNumber() {
        for (String code : new String[] {"CNN106", "cnn106", "106"}) {
            assertThat(Ran.of("check", "samples/vgg16.cnn", "--allow", code).err())
                    .isEmpty();
        }
    }
}
