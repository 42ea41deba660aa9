package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalTest {

    /** A network that says which of two pixels is brighter. */
    private static final String BRIGHTER = "FLATTEN";

    @TempDir
    Path folder;

    @Test
    void countsRightAnswers() throws IOException {
        Path images = write("images", 3, new int[] {3, 1, 2}, 9, 200, 255, 0, 1, 2);
        Path labels = write("labels", 1, new int[] {3}, 1, 0, 0);

        assertThat(eval(images, labels)).isEqualTo(new Ran(0, "2 of 3 right (66.67 %)\n", ""));
        assertThat(Ran.of(
                                "eval",
                                "-e",
                                BRIGHTER,
                                "--input",
                                "2x1x1",
                                "--format",
                                "json",
                                "--images",
                                images,
                                "--labels",
                                labels)
                        .out()
                        .replaceAll("\\s", ""))
                .isEqualTo("{\"right\":2,\"images\":3}");
    }

    @Test
    void readsGzip() throws IOException {
        Path images = zipped(write("images", 3, new int[] {1, 1, 2}, 9, 200));
        Path labels = zipped(write("labels", 1, new int[] {1}, 1));

        assertThat(eval(images, labels).out()).isEqualTo("1 of 1 right (100.00 %)\n");
    }

    @Test
    void everyDamageIsSaid() throws IOException {
        Path images = write("images", 3, new int[] {2, 1, 2}, 9, 200, 7, 8);
        Path labels = write("labels", 1, new int[] {2}, 1, 0);

        problem(labels, labels, "is no idx3-ubyte file: it begins with 00000801, not 00000803");
        problem(folder.resolve("none"), labels, "there is no file");
        problem(images, write("a", 1, new int[] {3}, 1, 0, 0), "has 2 images");
        problem(images, write("b", 1, new int[] {2}, 1), "ends before the last of the 2 items");
        problem(images, write("c", 1, new int[] {2}, 1, 0, 1), "goes on after the 2 items");
        problem(images, write("d", 1, new int[] {2}, 1, 9), "label 1 is 9, Network has 2 classes");
        problem(images, write("e", 1, new int[] {-1}, 1, 0), "claims a size of 4294967295");
        problem(write("f", 3, new int[] {2, 1, 1 << 30}, 1), labels, "has images of 1073741824x1x1");
        problem(write("g", 3, new int[] {2, 1}), labels, "is cut off inside its header");
        Path half = zipped(images);
        Files.write(half, Arrays.copyOf(Files.readAllBytes(half), 20));
        assertThat(eval(half, labels).code()).isEqualTo(1);
    }

    private void problem(Path images, Path labels, String message) {
        Ran ran = eval(images, labels);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("error: ").contains(message).hasLineCount(1);
    }

    private static Ran eval(Path images, Path labels) {
        return Ran.of("eval", "-e", BRIGHTER, "--input", "2x1x1", "--images", images, "--labels", labels);
    }

    private Path write(String name, int rank, int[] sizes, int... bytes) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(content);
        out.writeInt(8 << 8 | rank);
        for (int size : sizes) {
            out.writeInt(size);
        }
        for (int b : bytes) {
            out.writeByte(b);
        }
        return Files.write(folder.resolve(name), content.toByteArray());
    }

    private Path zipped(Path file) throws IOException {
        Path zip = file.resolveSibling(file.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zip))) {
            Files.copy(file, out);
        }
        return zip;
    }
}
