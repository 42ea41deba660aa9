package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtTest {

    private static final String LOOSE = "input 8x8x1 # small\nlayers ( conv( 8 )-relu )*2";
    private static final String LAID_OUT = "input  8x8x1  # small\nlayers (CONV(8)-ReLU)*2\n";

    @TempDir
    Path folder;

    private Path loose;
    private Path good;
    private Path wrong;

    @BeforeEach
    void files() throws IOException {
        loose = Files.writeString(folder.resolve("loose.cnn"), LOOSE);
        good = Files.writeString(folder.resolve("good.cnn"), LAID_OUT);
        wrong = Files.writeString(folder.resolve("wrong.cnn"), "layers CONV(");
    }

    @Test
    void filesAreWrittenAndThoseThatChangedNamed() throws IOException {
        assertThat(Ran.of("fmt", loose, good)).isEqualTo(new Ran(0, loose + "\n", ""));
        assertThat(loose).hasContent(LAID_OUT);
        assertThat(Ran.of("fmt", loose, good)).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void checkWritesNothing() {
        assertThat(Ran.of("fmt", "--check", good, loose)).isEqualTo(new Ran(1, loose + "\n", ""));
        assertThat(loose).hasContent(LOOSE);
        assertThat(Ran.of("fmt", "--check", good)).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void standardOutputLeavesTheFile() {
        assertThat(Ran.of("fmt", "--stdout", loose)).isEqualTo(new Ran(0, LAID_OUT, ""));
        assertThat(loose).hasContent(LOOSE);
    }

    @Test
    void aFileWithAMistakeStaysAndTheOthersAreLaidOut() {
        Ran ran = Ran.of("fmt", wrong, folder.resolve("missing.cnn"), loose);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo(loose + "\n");
        assertThat(ran.err())
                .contains("error[CNN001]")
                .contains("error: there is no file " + folder.resolve("missing.cnn"));
        assertThat(wrong).hasContent("layers CONV(");
    }

    @Test
    void standardInputGoesToStandardOutput() {
        assertThat(piped(LOOSE, "fmt", "-")).isEqualTo(new Ran(0, LAID_OUT, ""));
        assertThat(piped(LOOSE, "fmt", "--check", "-")).isEqualTo(new Ran(1, "-\n", ""));
        assertThat(piped("layers (", "fmt", "-").err()).contains("--> -:1:8");
    }

    private static Ran piped(String in, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        var bytes = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        int code = Main.run(Terminal.plain(bytes, new PrintWriter(out), new PrintWriter(err)), arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void misuseIsOneLine() {
        assertThat(Ran.of("fmt")).isEqualTo(new Ran(1, "", "error: a FILE is missing; - is standard input\n"));
        assertThat(Ran.of("fmt", "--check", "--stdout", good).err())
                .isEqualTo("error: give --check or --stdout, not both\n");
    }
}
