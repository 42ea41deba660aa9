package io.github.cnnc.runtime;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The kind of file whose length is known and that ends: a device or a pipe may do neither. */
final class RegularFile {

    private RegularFile() {}

    /** Follows links; throws where the file is missing, a folder, a device, or a pipe. */
    static void require(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder");
        }
        if (Files.exists(file)) {
            throw new FileSystemException(file.toString(), null, "is no regular file, but a device or pipe");
        }
        throw new NoSuchFileException(file.toString());
    }
}
