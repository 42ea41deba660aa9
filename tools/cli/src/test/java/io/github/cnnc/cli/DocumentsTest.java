package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command line in every document is run, as a shell would run it in the repository; what it writes goes elsewhere.
 * Those that cannot be run here are named with the reason, so that a new one is never left out unseen.
 */
class DocumentsTest {

    private static final String FETCHED = "its files are fetched first; the document says from where";
    private static final String MAVEN = "Maven runs this test";
    private static final String MINUTES = "takes minutes; PlanCommandsTest does the same with a small network";
    private static final String README = "ReadmeTest does it with the class path of the tests; there is no jar yet";
    private static final String PYTHON = "a Python program with PyTorch makes the file first";
    private static final String FLAGS = "needs a JDK of the reader's, with a flag that this JVM was not started with";
    private static final String BENCHMARKS = "needs other engines, which are fetched, and takes an hour";

    /** By how a line begins. */
    private static final Map<String, String> NOT_RUN = notRun();

    private static Map<String, String> notRun() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("mvn ", MAVEN);
        lines.put("java --add-modules jdk.incubator.vector -cp tools/cli/target/cnnc.jar Digit.java", README);
        lines.put("javac --add-modules jdk.incubator.vector -cp runtime/target/cnnc-runtime-", README);
        lines.put("cnnc weights samples/zoo/resnet18.cnn --weights resnet18.safetensors --match order", PYTHON);
        lines.put("cnnc run samples/zoo/resnet18.cnn photo.jpg --weights resnet18.safetensors --match order", PYTHON);
        lines.put("JAVA_HOME=HOME JAVA_OPTS=-XX:UseAVX=2 ./cnnc bench ", FLAGS);
        lines.put("benchmarks/run", BENCHMARKS);
        lines.put("PROFILES=pytorch,tensorflow,onednn,dl4j benchmarks/run", BENCHMARKS);
        lines.put("python3 samples/lenet5/train.py ", "trains for minutes, with PyTorch");
        lines.put("cnnc eval samples/lenet5/lenet5.cnn --images ", FETCHED);
        lines.put("cnnc tune samples/", MINUTES);
        return lines;
    }

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path elsewhere;

    static List<String> lines() throws IOException {
        return CommandLines.all(Main.commands());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isRunOrHasAReasonWhyNot(String line) throws IOException {
        if (NOT_RUN.keySet().stream().anyMatch(line::startsWith)) {
            return;
        }
        assertThat(line).as("only cnnc is run").startsWith("cnnc ");

        Ran ran = run(line);

        assertThat(ran.err()).doesNotContain("bug in cnnc").doesNotContain("\tat ");
        // Samples of mistakes are shown for what is said about them.
        assertThat(ran.code()).as(ran.err()).isEqualTo(line.contains("samples/bad/") ? 1 : 0);
    }

    @Test
    void everyReasonIsStillNeeded() throws IOException {
        List<String> lines = lines();
        assertThat(NOT_RUN.keySet()).allMatch(start -> lines.stream().anyMatch(line -> line.startsWith(start)));
        assertThat(lines).hasSizeGreaterThan(50);
    }

    @Test
    void linesAreFoundWhereverTheyStand() {
        assertThat(CommandLines.ofMarkdown("""
                        Text with `./cnnc table
                        a.cnn` in it, and `cnnc table FILE` and `./cnnc build`.

                            ./cnnc check b.cnn \\
                                --json

                        ```console
                        $ ./cnnc run c.cnn d.png
                        7
                        ```

                        ```cnn
                        cnnc is no network
                        ```
                        """))
                .containsExactly("./cnnc run c.cnn d.png", "./cnnc check b.cnn --json", "./cnnc table a.cnn");
    }

    /** Globs as the shell's: whoever tries cnnc tries this. */
    @Test
    void allSamplesAreOk() throws IOException {
        Ran ran = run("cnnc check samples/*.cnn samples/zoo/*.cnn samples/filters/*.cnn samples/lenet5/*.cnn");

        assertThat(ran.err()).doesNotContain("error");
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).hasSizeGreaterThan(35).allMatch(line -> line.contains(".cnn: ok, "));
    }

    // -- a very small shell -------------------------------------------------------------------------------------------

    private Ran run(String line) throws IOException {
        List<String> words = new ArrayList<>();
        Path in = Path.of("/dev/null");
        Matcher word = WORD.matcher(line.substring("cnnc ".length()));
        while (word.find()) {
            String text = word.group();
            // What others do with what we print is theirs.
            if (text.equals("|") || text.equals(">")) {
                break;
            }
            if (text.equals("<")) {
                assertThat(word.find()).isTrue();
                in = Ran.ROOT.resolve(word.group());
            } else if (word.group(3) == null) {
                words.add(text.substring(1, text.length() - 1));
            } else {
                words.addAll(expanded(text));
            }
        }
        moveOutput(words);
        shorten(words);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (var piped = Files.newInputStream(in)) {
            int code = Main.run(
                    Terminal.plain(piped, new PrintWriter(out), new PrintWriter(err)), words.toArray(String[]::new));
            return new Ran(code, out.toString(), err.toString());
        }
    }

    private static List<String> expanded(String word) throws IOException {
        if (!word.contains("*")) {
            return List.of(word);
        }
        List<String> files = new ArrayList<>();
        Path pattern = Path.of(word);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                pattern.getParent(), pattern.getFileName().toString())) {
            found.forEach(file -> files.add(file.toString()));
        }
        return files.stream().sorted().toList();
    }

    private void moveOutput(List<String> words) throws IOException {
        int option = words.indexOf("-o");
        if (option >= 0) {
            Path output = elsewhere.resolve(words.get(option + 1));
            Files.createDirectories(output.getParent());
            words.set(option + 1, output.toString());
        }
    }

    /** What is tested is that the line is right: its network may be large, so LeNet-5 is measured in its place. */
    private static void shorten(List<String> words) {
        if (!words.get(0).equals("bench")) {
            return;
        }
        for (String option : List.of("--seconds", "--warm-up")) {
            int given = words.indexOf(option);
            if (given >= 0) {
                words.subList(given, given + 2).clear();
            }
            words.addAll(List.of(option, "0"));
        }
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).endsWith(".cnn")) {
                assertThat(Ran.of("check", words.get(i)).code()).isZero();
                words.set(i, Ran.LENET.toString());
            }
        }
    }
}
