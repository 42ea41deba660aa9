package io.github.cnnc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a figure depends on beside the program. */
final class Machine {

    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final List<String> EXTENSIONS = List.of("avx512f", "avx2", "avx");

    private Machine() {}

    /** {@code Intel Xeon ..., avx512f, 2 processors}; where the system does not tell, its architecture. */
    static String cpu() {
        String model = entry("model name");
        String flags = " " + entry("flags") + " ";
        String extension = EXTENSIONS.stream()
                .filter(e -> flags.contains(" " + e + " "))
                .findFirst()
                .map(e -> ", " + e)
                .orElse("");
        int processors = Runtime.getRuntime().availableProcessors();
        return (model.isEmpty() ? System.getProperty("os.arch") : Printable.line(model)) + extension + ", " + processors
                + (processors == 1 ? " processor" : " processors");
    }

    /** {@code OpenJDK 64-Bit Server VM 17.0.15+6}. */
    static String jdk() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    /** Whether the JVM was started with the module of the Vector API. */
    static boolean vector() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    private static String entry(String key) {
        if (!Files.isReadable(CPU)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
