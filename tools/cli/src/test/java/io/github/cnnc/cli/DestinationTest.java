package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsMadeAndReplaced() {
        Path file = folder.resolve("a.txt");
        Destination.of(file).write("one");
        assertThat(file).hasContent("one");
        Destination.of(file).write("two");
        assertThat(file).hasContent("two");
        assertThat(listed()).containsExactly("a.txt");
    }

    @Test
    void whatFailsHalfwayLeavesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "precious");

        assertThatThrownBy(() -> Destination.of(file).write(out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UserError.class)
                .hasMessage("cannot write " + file + ": No space left on device");

        assertThat(file).hasContent("precious");
        assertThat(listed()).containsExactly("a.txt");
    }

    @Test
    void aNewFileStaysAwayWhereItFails() {
        assertThatThrownBy(() -> Destination.of(folder.resolve("a.txt")).write(out -> {
                    throw new IllegalStateException("a mistake of ours");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void permissionsStay() throws IOException {
        Path file = Files.writeString(folder.resolve("a.sh"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

        Destination.of(file).write("two");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x--x");
        // A new file has those of any other.
        Destination.of(folder.resolve("b.txt")).write("b");
        assertThat(Files.getPosixFilePermissions(folder.resolve("b.txt")))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("c.txt"))));
    }

    @Test
    void aLinkStaysAndWhatItLeadsToIsWritten() throws IOException {
        Path there = Files.createDirectories(folder.resolve("there"));
        Path file = Files.writeString(there.resolve("a.txt"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there/b"));
        Files.createSymbolicLink(there.resolve("b"), Path.of("a.txt"));

        Destination.of(link).write("two");

        assertThat(file).hasContent("two");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("there/new.txt"));
        Destination.of(nowhere).write("new");
        assertThat(there.resolve("new.txt")).hasContent("new");
    }

    @Test
    void placesThatCannotBeWrittenAreSaidBeforeAnyWork() throws IOException {
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));

        refused(folder, folder + " is a folder");
        refused(circle, "cannot write " + circle + ": its links lead in a circle");
        refused(
                folder.resolve("none/a.txt"),
                "cannot write " + folder + "/none/a.txt: there is no folder " + folder + "/none");
        // /proc takes no files, whoever asks.
        refused(Path.of("/proc/cnnc.txt"), "cannot write /proc/cnnc.txt: no file can be made in /proc");
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> Destination.of(file).write("x"))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void aDeviceIsWrittenDirectly() {
        Destination.of(Path.of("/dev/null")).write("nobody reads it");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThatThrownBy(() -> Destination.of(Path.of("/dev/full")).write("x"))
                .hasMessage("cannot write /dev/full: No space left on device");
    }

    @Test
    void whatIsReadIsNotWrittenByWhateverName() throws IOException {
        Path read = Files.writeString(folder.resolve("a.cnn"), "x");
        Path inside =
                Files.writeString(Files.createDirectory(folder.resolve("dir")).resolve("w.npy"), "x");
        List<Path> inputs = List.of(read, folder.resolve("missing"), folder.resolve("dir"));
        for (Path same : List.of(
                read,
                folder.resolve("dir/../a.cnn"),
                Files.createSymbolicLink(folder.resolve("soft"), read),
                Files.createLink(folder.resolve("hard"), read),
                inside,
                Files.createSymbolicLink(folder.resolve("soft.npy"), inside))) {
            assertThatThrownBy(() -> Destination.of(same).requireNoneOf(inputs))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("cannot write " + same + ": it is read, too");
        }
        Destination.of(folder.resolve("other.cnn")).requireNoneOf(inputs);
        Destination.of(folder.resolve("dir/new.npy")).requireNoneOf(inputs);
    }

    @Test
    void severalAtOnceLeaveOneWholeFile() throws Exception {
        Path file = folder.resolve("a.txt");
        List<String> texts =
                Stream.of("a", "b", "c", "d").map(text -> text.repeat(300_000)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(texts.size());
        try {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                texts.forEach(text ->
                        writes.add(threads.submit(() -> Destination.of(file).write(text))));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(Files.readString(file)).isIn(texts);
        assertThat(listed()).containsExactly("a.txt");
    }

    private List<String> listed() {
        String[] names = folder.toFile().list();
        return Stream.of(names == null ? new String[0] : names).sorted().toList();
    }
}
