package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network may come through a pipe, wherever a file may. */
class PipesTest {

    @TempDir
    Path folder;

    private static Ran piped(byte[] in, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Main.run(
                Terminal.plain(new ByteArrayInputStream(in), new PrintWriter(out), new PrintWriter(err)), words);
        return new Ran(code, out.toString(), err.toString());
    }

    private static Ran piped(String in, Object... arguments) {
        return piped(in.getBytes(StandardCharsets.UTF_8), arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check -",
                "check - --json",
                "table -",
                "draw -",
                "diff - LENET",
                "diff LENET -",
                "fmt -",
                "run - SEVEN --weights WEIGHTS",
                "bench - --seconds 0 --warm-up 0",
                "explain-plan -",
                "dump - --stage network",
            })
    void everyCommandReadsStandardInput(String command) throws IOException {
        Object[] words = command.replace("LENET", Ran.LENET.toString())
                .replace("SEVEN", Ran.SEVEN.toString())
                .replace("WEIGHTS", Ran.WEIGHTS.toString())
                .split(" ");

        Ran ran = piped(Files.readAllBytes(Ran.LENET), words);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void filesAreMadeOfStandardInputToo() throws IOException {
        byte[] lenet = Files.readAllBytes(Ran.LENET);
        Path jar = folder.resolve("a.jar");
        assertThat(piped(lenet, "build", "-", "--weights", Ran.WEIGHTS, "-o", jar)
                        .code())
                .isZero();
        assertThat(jar).isNotEmptyFile();
        assertThat(piped(lenet, "emit", "-", "-o", folder).code()).isZero();
        assertThat(folder.resolve("LeNet5.java")).isNotEmptyFile();
        assertThat(piped("input 2x1x1 layers FC(2)", "tune", "-").err())
                .isEqualTo("error: there is no file that a .tune could lie beside: say with -o TUNE where to write\n");
        assertThat(piped(lenet, "run", "-", Ran.SEVEN).err()).startsWith("error: no weights file is beside a pipe\n");
    }

    @Test
    void namedPipesAndTheShellsAreRead() throws IOException {
        String lenet = Ran.LENET.toAbsolutePath().toString();
        Ran ran = Shell.run(
                folder,
                "mkfifo net.cnn; cat " + lenet + " >net.cnn & cnnc check net.cnn; cnnc check --json <(cat " + lenet
                        + ") | grep -c '\"ok\": true'");
        assertThat(ran).isEqualTo(new Ran(0, "net.cnn: ok, 61,706 parameters, 28x28x1 -> 1x1x10\n1\n", ""));
    }

    @Test
    void whatIsPipedHasTheLimitsOfAFile() throws IOException {
        assertThat(piped(new byte[(4 << 20) + 1], "check", "-"))
                .isEqualTo(new Ran(1, "", "error: standard input is larger than 4 MiB\n"));
        assertThat(piped(new byte[] {'#', (byte) 0xff}, "table", "-").err())
                .isEqualTo("error: standard input is not UTF-8 text\n");
        assertThat(Ran.of("check", "/dev/zero").err()).isEqualTo("error: /dev/zero is larger than 4 MiB\n");
        JsonNode answer = new ObjectMapper()
                .readTree(
                        piped(new byte[] {(byte) 0xff}, "check", "-", "--json").out());
        assertThat(answer.at("/files/0/diagnostics/0/code").asText()).isEqualTo("CNN003");
    }

    /** What a network names is read by it, not by the user: only a file will do. */
    @Test
    void aNetworkCannotNameAPipe() throws IOException {
        Path network = Files.writeString(folder.resolve("net.cnn"), "use \"/dev/zero\" input 2x1x1 layers FC(2)");
        assertThat(Ran.of("check", network).code()).isEqualTo(1);
    }
}
