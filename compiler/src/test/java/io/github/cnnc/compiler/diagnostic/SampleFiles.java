package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files under {@code samples}, by names relative to the repository. */
public final class SampleFiles {

    private SampleFiles() {}

    /** The repository. */
    public static Path root() {
        return Path.of(System.getProperty("cnnc.root"));
    }

    /** Finds the files that {@code use} and {@code labels} name, and names them relative to the repository. */
    public static SourceLoader loader() {
        return (from, path) -> {
            String name = Path.of(from.name()).resolveSibling(path).normalize().toString();
            return SourceLoader.read(root().resolve(name), name);
        };
    }

    /** The names of the .cnn files in a directory, sorted. */
    public static List<String> in(String directory) {
        try (Stream<Path> files = Files.list(root().resolve(directory))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".cnn"))
                    .sorted()
                    .map(f -> directory + "/" + f)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source file by its name. */
    public static SourceFile source(String name) {
        try {
            return SourceLoader.read(root().resolve(name), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A compiled file by its name. */
    public static Compilation compile(String name) {
        return Cnnc.compile(source(name), loader(), Options.NONE);
    }
}
