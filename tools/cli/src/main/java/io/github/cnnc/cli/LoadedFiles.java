package io.github.cnnc.cli;

import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Loads the files that {@code use} and {@code labels} name, and remembers which: no command may write over them. */
final class LoadedFiles implements SourceLoader {

    private final SourceLoader loader;
    private final Set<Path> files = new LinkedHashSet<>();

    LoadedFiles(SourceLoader loader) {
        this.loader = loader;
    }

    @Override
    public SourceFile load(SourceFile from, String path) throws IOException {
        SourceFile loaded = loader.load(from, path);
        try {
            // Two spellings: a name has no `..` any more, which behind a link may lead elsewhere.
            files.add(Path.of(loaded.name()));
            files.add(Path.of(from.name()).resolveSibling(path));
        } catch (InvalidPathException e) {
            throw new IOException("`" + path + "` is not a path", e);
        }
        return loaded;
    }

    /** Those loaded so far. */
    List<Path> files() {
        return List.copyOf(files);
    }
}
