package io.github.cnnc.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * The place a command writes to: the one way in which this program writes files. The whole content is written beside the
 * file, and then takes its place; whatever goes wrong before leaves the file as it was, and nobody ever sees half of it. A
 * link stays, and the file it leads to is replaced, which keeps its permissions; another hard link to it keeps the old
 * content. Devices and pipes are written directly.
 *
 * @param shown as the user wrote it
 * @param file what is replaced, all links followed
 * @param direct whether it is no regular file
 */
record Destination(Path shown, Path file, boolean direct) {

    /** So many links lead to no file on Linux either. */
    private static final int MOST_LINKS = 40;

    private static final Set<Path> STANDARD_OUTPUT =
            Set.of(Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));

    /** What is written. */
    @FunctionalInterface
    interface Content {
        /** Writes all of it; the stream is not the writer's to close. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Looks whether the file can be written, before any work; a {@link UserError} says why it cannot. */
    static Destination of(Path shown) {
        if (Files.isDirectory(shown)) {
            throw new UserError(shown + " is a folder");
        }
        if (isStandardOutput(shown) || Files.exists(shown) && !Files.isRegularFile(shown)) {
            return new Destination(shown, shown, true);
        }
        Path file = followed(shown);
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new UserError("cannot write " + shown + ": there is no folder " + folder);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new UserError("cannot write " + shown + ": access denied");
        }
        requireTakesFiles(folder, shown);
        return new Destination(shown, file, false);
    }

    /** Tried, since permissions do not tell: root has all, also where the file system has none. */
    private static void requireTakesFiles(Path folder, Path shown) {
        Path part = part(folder);
        try {
            Files.createFile(part);
            Files.delete(part);
        } catch (IOException e) {
            String why = e instanceof FileSystemException system && system.getReason() != null
                    ? ": " + system.getReason()
                    : "";
            throw new UserError("cannot write " + shown + ": no file can be made in " + folder + why);
        }
    }

    /** Unlike any other, since another cnnc may be writing the same file; short, since the file's name may be long. */
    private static Path part(Path folder) {
        return folder.resolve(".cnnc-" + UUID.randomUUID() + ".part");
    }

    /**
     * The same for a file whose name must end so: what is called otherwise is most often another file, by mistake. A device
     * may be called anything.
     */
    static Destination of(Path shown, String suffix) {
        Destination destination = of(shown);
        if (!destination.direct() && !shown.toString().endsWith(suffix)) {
            throw new UserError("-o " + shown + ": the name must end in " + suffix);
        }
        return destination;
    }

    /** The same, below a folder of the user's; folders that are missing are made. */
    static Destination below(Path folder, String path) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserError(folder + " is not a folder");
        }
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + FileMessage.of(e));
        }
        return of(file);
    }

    private static Path followed(Path shown) {
        Path file = shown;
        try {
            for (int links = 0; Files.isSymbolicLink(file); links++) {
                if (links == MOST_LINKS) {
                    throw new UserError("cannot write " + shown + ": its links lead in a circle");
                }
                file = file.resolveSibling(Files.readSymbolicLink(file));
            }
        } catch (IOException e) {
            throw new UserError("cannot write " + shown + ": " + FileMessage.of(e));
        }
        return file;
    }

    private static boolean isStandardOutput(Path path) {
        return STANDARD_OUTPUT.contains(path.toAbsolutePath().normalize());
    }

    /** Whether what a command prints is written to the same place. */
    boolean isStandardOutput() {
        return isStandardOutput(shown);
    }

    /**
     * Throws a {@link UserError} if this is a file that the command reads, by whatever name or link: it would be lost. Of a
     * folder that is read, the files in it count.
     */
    void requireNoneOf(Collection<Path> inputs) {
        if (direct || !Files.exists(file)) {
            return;
        }
        for (Path input : inputs) {
            if (isSame(input) || Files.isDirectory(input) && isSame(input.resolve(file.getFileName()))) {
                throw new UserError("cannot write " + shown + ": it is read, too, and what is in it would be lost"
                        + "\ngive -o another name");
            }
        }
    }

    private boolean isSame(Path input) {
        try {
            return Files.exists(input) && Files.isSameFile(file, input);
        } catch (IOException e) {
            throw new UserError(FileMessage.of(e));
        }
    }

    /** Writes a text, UTF-8. */
    void write(String text) {
        write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes all of the content, or throws a {@link UserError} and changes nothing. */
    void write(Content content) {
        try {
            if (direct) {
                writeDirectly(content);
            } else {
                replace(content);
            }
        } catch (IOException e) {
            throw new UserError("cannot write " + shown + ": " + reason(e));
        }
    }

    /** Without the name of the file that nobody knows. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : FileMessage.of(e);
    }

    private void writeDirectly(Content content) throws IOException {
        if (isStandardOutput()) {
            // Opened a second time, a file would be written from its start again.
            @SuppressWarnings("resource")
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            content.writeTo(out);
            return;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE))) {
            content.writeTo(out);
        }
    }

    private void replace(Content content) throws IOException {
        Path part = part(file.toAbsolutePath().getParent());
        // For Ctrl-C.
        part.toFile().deleteOnExit();
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                // Some file systems find only now that they are full.
                channel.force(true);
            }
            keepPermissions(part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void keepPermissions(Path part) throws IOException {
        PosixFileAttributeView to = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (to == null || !Files.exists(file)) {
            return;
        }
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes made = to.readAttributes();
        try {
            if (!before.group().equals(made.group())) {
                to.setGroup(before.group());
            }
            if (!before.owner().equals(made.owner())) {
                to.setOwner(before.owner());
            }
        } catch (FileSystemException e) {
            // Only root may give a file away; the content is written all the same.
        }
        to.setPermissions(before.permissions());
    }
}
