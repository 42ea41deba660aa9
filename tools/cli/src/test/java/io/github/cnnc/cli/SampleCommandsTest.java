package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line in the samples' documents does what it says: it ends well. */
class SampleCommandsTest {

    private static final Pattern COMMAND = Pattern.compile("`\\./cnnc ([^`]+)`|(?m)^    \\./cnnc (.+)$");

    @TempDir
    Path folder;

    static List<String> commands() throws IOException {
        List<String> all = new ArrayList<>();
        for (String document : List.of("samples/README.md", "samples/lenet5/README.md")) {
            COMMAND.matcher(Files.readString(Ran.ROOT.resolve(document)))
                    .results()
                    .map(SampleCommandsTest::command)
                    // MNIST is downloaded for it.
                    .filter(line -> !line.startsWith("eval "))
                    .forEach(all::add);
        }
        return all;
    }

    private static String command(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void endsWell(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.strip().split("\\s+")) {
            boolean written = !words.isEmpty() && words.get(words.size() - 1).equals("-o");
            words.add(
                    written
                            ? folder.resolve("out" + word.substring(word.lastIndexOf('.')))
                                    .toString()
                            : word.startsWith("samples/")
                                    ? Ran.ROOT.resolve(word).toString()
                                    : word);
        }
        Ran ran = Ran.of(words.toArray());
        assertThat(ran.code()).as(ran.err()).isZero();
    }
}
