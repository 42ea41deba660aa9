package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command writes over what it reads, and none takes an output for something else than it is. */
class OverwritingTest {

    @TempDir
    Path folder;

    private Path network;
    private Path labels;
    private Path part;

    @BeforeEach
    void files() throws IOException {
        labels = Files.writeString(folder.resolve("names.svg"), "a\nb\n");
        part = Files.writeString(folder.resolve("part.dot"), "block Part = FC(2)\n");
        network = Files.writeString(
                folder.resolve("net.cnn"),
                "use \"part.dot\"\ninput 2x1x1\nlabels \"names.svg\"\nlayers Part - SOFTMAX\n");
    }

    private void refused(Path output, Object... command) throws IOException {
        byte[] before = Files.readAllBytes(output);

        Ran ran = Ran.of(command);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("error: cannot write " + output + ": it is read, too")
                .hasLineCount(2);
        assertThat(ran.out()).isEmpty();
        assertThat(Files.readAllBytes(output)).isEqualTo(before);
    }

    @Test
    void filesThatANetworkUses() throws IOException {
        refused(labels, "draw", network, "-o", labels);
        refused(part, "draw", network, "-o", part);
        refused(network, "draw", network, "-o", network, "--format", "dot");
        Path linked = Files.createSymbolicLink(folder.resolve("linked.tune"), network);
        refused(linked, "tune", network, "-o", linked);
        Path source = Files.copy(network, folder.resolve("Net.java"));
        refused(source, "emit", source, "-o", folder, "--class", "Net");
    }

    @Test
    void schedules() throws IOException {
        Path schedules = Files.writeString(folder.resolve("net.tune"), "# nothing measured\n");
        Path spelt = Files.createSymbolicLink(folder.resolve("spelt.dot"), schedules);
        refused(spelt, "draw", network, "-o", spelt);
        refused(
                schedules,
                "draw",
                "-e",
                "ID",
                "--input",
                "1x1x1",
                "--schedules",
                spelt,
                "-o",
                schedules,
                "--format",
                "dot");
    }

    @Test
    void weights() throws IOException {
        Path weights = Files.copy(Ran.WEIGHTS, folder.resolve("weights.jar"));
        refused(weights, "build", Ran.LENET, "--weights", weights, "-o", weights);
        Path beside = Files.copy(Ran.WEIGHTS, folder.resolve("lenet5.safetensors"));
        Path copy = Files.copy(Ran.LENET, folder.resolve("lenet5.cnn"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked.jar"), beside);
        refused(linked, "build", copy, "-o", linked);
        assertThat(Ran.of("build", copy, "-o", beside).err()).contains("the name must end in .jar");
        assertThat(beside).hasSameBinaryContentAs(Ran.WEIGHTS);
    }

    @Test
    void picturesAndArrays() throws IOException {
        Path picture = Files.copy(Ran.ROOT.resolve("samples/filters/house.png"), folder.resolve("house.png"));
        Path filter = Ran.ROOT.resolve("samples/filters/edge2.cnn");
        refused(picture, "run", filter, picture, "-o", picture);
        Path linked = Files.createLink(folder.resolve("linked.png"), picture);
        refused(linked, "run", filter, picture, "-o", linked);
        Files.createDirectory(folder.resolve("w"));
        Path tensor = folder.resolve("w/fc1.weight.npy");
        Npy.write(tensor, new Tensor(List.of(2, 2), new float[4]));
        Path array = folder.resolve("x.npy");
        Npy.write(array, new Tensor(List.of(1, 1, 2), new float[2]));
        refused(tensor, "run", network, array, "--weights", folder.resolve("w"), "-o", tensor);
        refused(array, "run", network, array, "--weights", folder.resolve("w"), "-o", array);
    }

    @Test
    void namesThatAreAnotherFiles() throws IOException {
        Path other = Files.writeString(folder.resolve("other.cnn"), "layers ID");
        assertThat(Ran.of("tune", network, "-o", other).err())
                .isEqualTo("error: -o " + other + ": the name must end in .tune\n");
        Path text = folder.resolve("x.txt");
        assertThat(Ran.of("build", network, "-o", text).err())
                .isEqualTo("error: -o " + text + ": the name must end in .jar\n");
        assertThat(other).hasContent("layers ID");
        assertThat(text).doesNotExist();
    }

    /** Measuring takes seconds; that nothing can be written is said before. */
    @Test
    void aPlaceThatCannotBeWrittenIsSaidBeforeTheWork() {
        for (Object[] command : new Object[][] {
            {"tune", network, "-o", folder.resolve("none/net.tune")},
            {"build", network, "-o", folder.resolve("none/net.jar")},
            {"draw", network, "-o", folder.resolve("none/net.svg")},
            {"run", network, "none.png", "-o", folder.resolve("none/out.png")},
        }) {
            Ran ran = Ran.of(command);

            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .startsWith("error: cannot write ")
                    .contains("there is no folder " + folder.resolve("none"))
                    .hasLineCount(1);
        }
        assertThat(Ran.of("tune", network, "-o", "/proc/net.tune").err())
                .isEqualTo("error: cannot write /proc/net.tune: no file can be made in /proc\n");
    }
}
