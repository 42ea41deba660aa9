package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisuseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tabel | there is no command `tabel`; did you mean `table`?",
                "net.cnn | there is no command `net.cnn`; did you mean `cnnc table net.cnn`?",
                "table --fromat json | there is no option `--fromat`; did you mean `--format`?",
                "table --fromat=json | there is no option `--fromat`; did you mean `--format`?",
                "table -x | there is no option `-x`",
                "table a b | `b` is one argument too many",
                "table a --format xml | invalid value for option '--format': `xml` is none of text, markdown, latex, csv, json",
                "table a --format | missing required parameter for option '--format' (FORMAT)",
                "emit a | missing required option: '--output=DIR'",
            })
    void isSaidInOneLineWithWhereHelpIs(String command, String message) {
        Ran ran = Ran.of((Object[]) command.split(" "));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().toList()).hasSize(2).first().isEqualTo("error: " + message);
        assertThat(ran.err().lines().toList().get(1)).startsWith("try cnnc ").endsWith(" --help");
    }

    @Test
    void aDefinitionNeedsAValue() {
        assertThat(Ran.of("table", "-e", "ID", "-D", "N").err())
                .isEqualTo("error: -D needs a name and a value, `-D N=2`, not `N`\n");
    }

    @Test
    void whatIsDefinedWrongPointsIntoTheDefinition() {
        assertThat(Ran.of("table", "-e", "CONV(N)", "-D", "N=1+", "--input", "6x6x1")
                        .err())
                .contains("--> -D N:1:3");
    }

    @Test
    void nothingAskedForTeachesAndIsAFailure() {
        Ran ran = Ran.of();

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("Usage cnnc COMMAND").contains("layers  [(CONV-ReLU)*N-POOL]*M");
    }

    @Test
    void helpTeaches() {
        Ran ran = Ran.of("--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("[(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K, SOFTMAX(classes)")
                .contains("cnnc run samples/lenet5/lenet5.cnn samples/lenet5/seven.png")
                .contains("70  a bug in cnnc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "table", "diff", "fmt", "run", "eval", "emit", "build", "explain", "dump"})
    void everyCommandHasHelpWithAnExampleThatFitsATerminal(String command) {
        Ran ran = Ran.of(command, "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Examples").contains("  cnnc " + command + " ");
        assertThat(ran.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(Ran.of("--version").out()).startsWith("cnnc ").hasLineCount(1);
    }
}
