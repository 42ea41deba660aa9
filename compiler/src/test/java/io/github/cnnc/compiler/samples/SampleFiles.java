package io.github.cnnc.compiler.samples;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's samples. */
public final class SampleFiles {

    private static final Path FOLDER = Path.of(System.getProperty("cnnc.root")).resolve("samples");

    private SampleFiles() {}

    /** A file of the samples folder. */
    public static Path path(String name) {
        return FOLDER.resolve(name);
    }

    /** Every sample that compiles, by its path below the samples folder. */
    public static List<String> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".cnn"))
                    .map(f -> FOLDER.relativize(f).toString().replace('\\', '/'))
                    .filter(f -> !f.startsWith("bad/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample, compiled. */
    public static Compilation compile(String name) {
        return compile(name, Options.NONE);
    }

    /** A sample, compiled. */
    public static Compilation compile(String name, Options options) {
        return Cnnc.compile(path(name), options);
    }
}
