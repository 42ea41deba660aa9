package io.github.cnnc.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a figure depends on beside the program. */
public final class Machine {

    private static final List<String> EXTENSIONS = List.of("avx512f", "avx2", "avx", "sse4_2");

    private Machine() {}

    /** {@code Intel Xeon ..., avx512f, 2 processors, Linux 6.1}. */
    public static String text() {
        return cpu() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    /** {@code OpenJDK 17.0.15+6} of a JDK's folder. */
    public static String jdk(Path home) {
        return line(home.resolve("release"), "IMPLEMENTOR=") + " "
                + line(home.resolve("release"), "JAVA_RUNTIME_VERSION=");
    }

    private static String cpu() {
        Path info = Path.of("/proc/cpuinfo");
        String flags = line(info, "flags");
        String best = EXTENSIONS.stream()
                .filter(e -> Arrays.asList(flags.split(" ")).contains(e))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        String model = line(info, "model name");
        return (model.isEmpty() ? "unknown processor" : model) + ", " + best;
    }

    /** What stands behind a key in a file of keys and values; empty where there is none. */
    private static String line(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length())
                            .replaceFirst("^\\s*:", "")
                            .replace("\"", "")
                            .strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
