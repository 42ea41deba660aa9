package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final StringWriter err = new StringWriter();
    private final Failures failures =
            new Failures(Terminal.plain(new PrintWriter(new StringWriter()), new PrintWriter(err)), List.of("check"));

    @Test
    void aBugOfOursIsShortAndItsDetailIsInAFile() throws IOException {
        int code = failures.report(new CompilerBug("plan", "no place for v3", "the whole IR"));

        assertThat(code).isEqualTo(70);
        assertThat(err.toString())
                .startsWith("error: this is a bug in cnnc, not in what you wrote (stage: plan)\n")
                .doesNotContain("\tat ");
        Matcher file = Pattern.compile("the detail is in (\\S+);").matcher(err.toString());
        assertThat(file.find()).isTrue();
        assertThat(Files.readString(Path.of(file.group(1))))
                .contains("the whole IR")
                .contains("arguments: [check]")
                .contains("\tat ");
        Files.delete(Path.of(file.group(1)));
    }

    @Test
    void soIsWhateverElseIsThrown() throws IOException {
        assertThat(failures.report(new StackOverflowError())).isEqualTo(70);
        Matcher file = Pattern.compile("the detail is in (\\S+);").matcher(err.toString());
        assertThat(file.find()).isTrue();
        Files.delete(Path.of(file.group(1)));
    }

    @Test
    void tooLittleMemoryIsTheUsersToMend() {
        assertThat(failures.report(new OutOfMemoryError())).isEqualTo(1);
        assertThat(err.toString()).contains("JAVA_OPTS=-Xmx8g");
    }

    @Test
    void aFileThatIsNotThereIsSaidInWords() {
        assertThat(failures.report(new NoSuchFileException("a.png"))).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("error: there is no file a.png" + System.lineSeparator());
    }

    @Test
    void aMessageCannotSteerTheTerminal() {
        failures.report(new UserError("\u001b[31mred"));

        assertThat(err.toString()).doesNotContain("\u001b");
    }
}
