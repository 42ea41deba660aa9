package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that {@code use} and {@code labels} name. */
@FunctionalInterface
public interface SourceLoader {

    /** The largest file that is read: 4 MiB; the parser's limit of 1 MiB of text is then said with a place. */
    long LARGEST_FILE = 4L << 20;

    /**
     * The text of a file.
     *
     * @param from the file that names it; paths are relative to it
     * @param path as written there
     * @throws IOException with a message for the user
     */
    SourceFile load(SourceFile from, String path) throws IOException;

    /** Finds nothing: for text that is in no file. */
    static SourceLoader none() {
        return (from, path) -> {
            throw new IOException("this text is in no file that `" + path + "` could be beside");
        };
    }

    /**
     * Reads from the file system, and only what lies in this folder, in one of the others or below, links followed: diagnostics
     * show what a file holds, and the file that names it may come from anybody. A file's name is its path.
     */
    static SourceLoader below(Path folder, List<Path> others) {
        List<Path> folders = Stream.concat(Stream.of(folder), others.stream()).toList();
        return (from, path) -> {
            try {
                Path base = Path.of(from.name()).toAbsolutePath().getParent();
                Path shown = Path.of(from.name()).resolveSibling(path).normalize();
                Path file = base.resolve(path).normalize();
                if (!isBelow(folders, file)) {
                    throw new IOException(
                            shown + " lies outside the network's folder; `--include DIR` lets files of DIR be read");
                }
                return read(file, shown.toString());
            } catch (InvalidPathException e) {
                throw new IOException("`" + path + "` is not a path", e);
            }
        };
    }

    /** By its name alone where there is no such file, so that nothing is learnt of what lies elsewhere. */
    private static boolean isBelow(List<Path> folders, Path file) throws IOException {
        boolean exists = Files.exists(file);
        Path place = exists ? file.toRealPath() : file;
        for (Path folder : folders) {
            Path absolute = folder.toAbsolutePath().normalize();
            if (place.startsWith(exists && Files.exists(absolute) ? absolute.toRealPath() : absolute)) {
                return true;
            }
        }
        return false;
    }

    /** Reads a file as UTF-8; throws an {@link IOException} whose message says why that is not possible. */
    static SourceFile read(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + name);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + " is not a file");
        }
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(name + " is larger than 4 MiB");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, name, name);
        }
    }

    /**
     * Reads what is piped in as UTF-8, no more of it than a file may have.
     *
     * @param said what messages call it
     * @param name the name of the source, beside which the files lie that it uses
     */
    static SourceFile read(InputStream in, String said, String name) throws IOException {
        byte[] bytes;
        try {
            bytes = in.readNBytes((int) LARGEST_FILE + 1);
        } catch (IOException e) {
            throw new IOException("cannot read " + said + ": " + e.getMessage(), e);
        }
        if (bytes.length > LARGEST_FILE) {
            throw new IOException(said + " is larger than 4 MiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return SourceFile.of(name, text);
        } catch (CharacterCodingException e) {
            throw new IOException(said + " is not UTF-8 text", e);
        }
    }
}
