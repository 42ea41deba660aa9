package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A line of bash, in which {@code cnnc} is this program: for what only a process of its own can be told. */
final class Shell {

    private static final String CNNC = "cnnc() { \"$JAVA\" $MODULES -XX:-UsePerfData -XX:+UseSerialGC"
            + " -XX:TieredStopAtLevel=1 -cp \"$CLASSES\" io.github.cnnc.cli.Main \"$@\"; }\n";

    private Shell() {}

    /** Runs it in a folder, with the module for vectors. */
    static Ran run(Path folder, String line) throws IOException {
        return run(folder, "--add-modules jdk.incubator.vector", line);
    }

    /** Runs a line that must succeed; what it prints. */
    static String done(Path folder, String line) throws IOException {
        Ran ran = run(folder, line);
        assertThat(ran.code()).as(line + "\n" + ran.out() + ran.err()).isZero();
        return ran.out();
    }

    /** Runs it in a folder. */
    static Ran run(Path folder, String modules, String line) throws IOException {
        Path out = Files.createTempFile("cnnc-test-", ".out");
        Path err = Files.createTempFile("cnnc-test-", ".err");
        try {
            ProcessBuilder bash = new ProcessBuilder(List.of("bash", "-c", CNNC + line))
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            bash.environment()
                    .putAll(Map.of(
                            "JAVA",
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "CLASSES",
                            System.getProperty("java.class.path"),
                            "MODULES",
                            modules,
                            "LC_ALL",
                            "C.UTF-8",
                            // The JDK's other programs are this JDK's, too.
                            "PATH",
                            Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH")));
            Process process = bash.start();
            process.getOutputStream().close();
            int code = process.waitFor();
            return new Ran(code, text(out), text(err));
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Without what every JVM says that has an incubating module. */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .replace("WARNING: Using incubator modules: jdk.incubator.vector\n", "");
    }
}
