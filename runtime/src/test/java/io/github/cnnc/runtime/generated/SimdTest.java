package io.github.cnnc.runtime.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program hears of the flag it lacks. */
class SimdTest {

    private static final String ADVICE = "java --add-modules jdk.incubator.vector would run this network";

    @TempDir
    Path folder;

    @Test
    void theAdviceIsLoggedOnce() throws Exception {
        assertThat(logged("INFO").split(ADVICE, -1)).hasSize(2);
    }

    @Test
    void theAdviceCanBeTurnedOff() throws Exception {
        assertThat(logged("WARNING")).isEmpty();
        assertThat(logged("INFO", "-Dcnnc.quiet=true")).isEmpty();
    }

    @Test
    void thereIsNoneWithTheFlag() throws Exception {
        assertThat(logged("INFO", "--add-modules", "jdk.incubator.vector")).doesNotContain(ADVICE);
    }

    /** What a JVM prints in which the runtime's logger has a level. */
    private String logged(String level, String... options) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                io.github.cnnc.runtime.level = %s
                """.formatted(level));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("-Djava.util.logging.config.file=" + configuration);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AdvisedProgram.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
