package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not written is said: on full disks, full devices, closed streams. */
class LostOutputTest {

    private static final String NO_SPACE = "error: cannot write the output: No space left on device\n";

    @TempDir
    Path folder;

    /** Takes some bytes, then is full. */
    private static final class Full extends OutputStream {
        private int room;

        Full(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "explain",
                "explain 31",
                "check LENET",
                "check LENET --format json",
                "table LENET",
                "table LENET --format markdown",
                "table LENET --format json",
                "draw LENET",
                "draw LENET --help",
                "diff LENET LENET",
                "fmt --stdout LENET",
                "run LENET SEVEN",
                "run LENET SEVEN --json",
                "explain-plan LENET",
                "dump LENET --stage java",
                "bench LENET --seconds 0 --warm-up 0",
            })
    void everyCommandSaysThatItsOutputIsLost(String command) {
        String[] words = command.replace("LENET", Ran.LENET.toString())
                .replace("SEVEN", Ran.SEVEN.toString())
                .split(" ");
        for (int room : List.of(0, 10)) {
            StringWriter err = new StringWriter();

            int code = Main.run(Terminal.watched(new Full(room), new PrintWriter(err)), words);

            assertThat(code).isEqualTo(1);
            assertThat(err.toString().replace("\r\n", "\n")).isEqualTo(NO_SPACE);
        }
    }

    @Test
    void aFailureKeepsItsExitCodeAndItsMessage() {
        StringWriter err = new StringWriter();

        int code = Main.run(
                Terminal.watched(new Full(0), new PrintWriter(err)), "check", "none.cnn", Ran.LENET.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("there is no file none.cnn").contains("cannot write the output");
    }

    @Test
    void aFullDeviceAndAClosedStreamAreFailuresAndAPipeThatIsClosedIsNone() throws IOException {
        String lenet = Ran.LENET.toAbsolutePath().toString();
        assertThat(Shell.run(folder, "cnnc table " + lenet + " >/dev/full")).isEqualTo(new Ran(1, "", NO_SPACE));
        assertThat(Shell.run(folder, "cnnc check " + lenet + " >&-"))
                .isEqualTo(new Ran(1, "", "error: cannot write the output: Bad file descriptor\n"));
        Ran head = Shell.run(folder, "set -o pipefail; cnnc dump --stage java " + lenet + " | head -1");
        assertThat(head.err()).isEmpty();
        assertThat(head.code()).isZero();
        assertThat(head.out()).hasLineCount(1);
    }

    /** A limit on the size of files stands for a disk without room: the same call fails in the same way. */
    @Test
    void noCommandHarmsAFileOnAFullDisk() throws IOException {
        Path loose = Files.writeString(folder.resolve("loose.cnn"), "input 8x8x1 # small\nlayers ( conv( 8 )-relu )*2");
        Path house = Ran.ROOT.resolve("samples/filters/house.png").toAbsolutePath();
        Path lenet = Ran.LENET.toAbsolutePath();
        Path filter = Ran.ROOT.resolve("samples/filters/edge2.cnn").toAbsolutePath();
        List<String> commands = List.of(
                "fmt loose.cnn",
                "draw " + lenet + " -o out.svg",
                "emit " + lenet + " -o .",
                "build " + lenet + " -o out.jar",
                "run " + filter + " " + house + " -o out.png",
                "run " + filter + " " + house + " -o out.bmp",
                "run " + filter + " " + house + " -o out.npy",
                "tune loose.cnn -o out.tune --lanes 1");
        for (String name : List.of("out.svg", "LeNet5.java", "out.jar", "out.png", "out.bmp", "out.npy")) {
            Files.writeString(folder.resolve(name), "precious");
        }
        Files.writeString(folder.resolve("out.tune"), "# precious\n");
        String before = Files.readString(loose);
        // What is printed goes through a pipe, which has no limit.
        StringBuilder script = new StringBuilder("(ulimit -f 0\n");
        for (String command : commands) {
            script.append("cnnc ")
                    .append(command)
                    .append(" >/dev/null && echo 'done: ")
                    .append(command)
                    .append("'\n");
        }

        Ran ran = Shell.run(folder, script + ") 2>&1 | cat");

        assertThat(ran.lines().stream().filter(line -> line.startsWith("done: ")))
                .isEmpty();
        assertThat(ran.lines().stream().filter(line -> line.contains("cannot write ")))
                .as(ran.out())
                .hasSize(commands.size())
                .allMatch(line -> line.matches("error: cannot write \\S+: File too large"));
        assertThat(loose).hasContent(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> !file.equals(loose)))
                    .hasSize(7)
                    .allSatisfy(file -> assertThat(Files.readString(file)).contains("precious"));
        }
    }
}
