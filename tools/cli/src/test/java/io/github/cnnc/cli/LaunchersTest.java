package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./cnnc} and {@code cnnc.cmd}. */
class LaunchersTest {

    @TempDir
    Path folder;

    @Test
    void bothKnowTheCommandsThatCompute() throws IOException {
        List<String> unix = words("cnnc", "(?m)^ +([a-z|\\- ]+)\\) ;;$", "\\s*\\|\\s*");
        List<String> windows = words("cnnc.cmd", "for %%c in \\(([^)]*)\\)", " ");

        assertThat(windows).isEqualTo(unix).contains("run", "bench");
        assertThat(Main.commands()).containsAll(unix);
    }

    private static List<String> words(String launcher, String pattern, String between) throws IOException {
        Matcher list = Pattern.compile(pattern).matcher(Files.readString(Ran.ROOT.resolve(launcher)));
        assertThat(list.find()).isTrue();
        return List.of(list.group(1).strip().split(between));
    }

    /** cmd jumps to the wrong place in a file with the line ends of others. */
    @Test
    void theOneForWindowsHasItsLineEnds() throws IOException {
        String text = Files.readString(Ran.ROOT.resolve("cnnc.cmd"));
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").isASCII();
    }

    /** As in a clone that one may only read: the folder of the build cannot be made. */
    @Test
    void aCloneThatCannotBeWrittenIsSaidInOneLine() throws IOException {
        Files.copy(Ran.ROOT.resolve("cnnc"), folder.resolve("cnnc"));
        Files.writeString(folder.resolve("tools"), "no folder");

        Ran ran = Shell.run(folder, "JAVA_HOME=$(dirname \"$(dirname \"$JAVA\")\") bash ./cnnc --version");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith("error: cnnc must be built first, and ")
                .contains("/tools/cli/target cannot be written")
                .hasLineCount(1);
    }
}
