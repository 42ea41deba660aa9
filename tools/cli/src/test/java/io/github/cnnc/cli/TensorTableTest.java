package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weights}, and {@code --match order} wherever weights are read. */
class TensorTableTest {

    @TempDir
    Path folder;

    @Test
    void listsWhatANetworkNeeds() throws IOException {
        assertThat(Ran.of("weights", "-e", "CONV(2, 3x3) - FC(10)", "--input", "4x4x1"))
                .isEqualTo(new Ran(0, """
                        tensor        shape         count
                        ------------  ------------  -----
                        conv1.weight  [2, 1, 3, 3]     18
                        conv1.bias    [2]               2
                        fc1.weight    [10, 8]          80
                        fc1.bias      [10]             10

                        4 tensors, 110 numbers, 440 B
                        """, ""));
        JsonNode json = new ObjectMapper()
                .readTree(Ran.of("weights", Ran.LENET, "--format", "json").out());
        assertThat(json.at("/tensors/0/name").asText()).isEqualTo("conv1.weight");
        assertThat(json.at("/tensors/0/shape/2").asInt()).isEqualTo(5);
        assertThat(json.get("numbers").asInt()).isEqualTo(61_706);
    }

    @Test
    void showsHowAFileFits() {
        Ran ran = Ran.of("weights", Ran.LENET, "--weights", Ran.WEIGHTS);

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines()).contains("conv1.weight  [6, 1, 5, 5]      150  conv1.weight");
    }

    @Test
    void listsEverythingThatIsMissingAndOver() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            tensors.put("x" + i, new Tensor(List.of(i + 7), new float[i + 7]));
        }
        Path file = folder.resolve("other.safetensors");
        Weights.of(tensors).write(file);

        Ran ran = Ran.of("weights", Ran.LENET, "--weights", file);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.lines()).contains("conv1.weight  [6, 1, 5, 5]      150  -");
        assertThat(ran.err().lines().filter(line -> line.startsWith("  missing: ")))
                .hasSize(10);
        assertThat(ran.err().lines().filter(line -> line.startsWith("  extra: ")))
                .hasSize(30);
    }

    @Test
    void matchingByOrderNeedsNoNames() throws Exception {
        Path file = sequential();

        Ran pairs = Ran.of("weights", Ran.LENET, "--weights", file, "--match", "order");
        assertThat(pairs.lines()).contains("fc3.weight    [10, 84]          840  11.weight");
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "--weights", file).err())
                .contains("missing: \"fc3.weight\" [10, 84]; perhaps \"11.weight\" [10, 84]?")
                .contains("--match order");
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "--weights", file, "--match", "order")
                        .lines())
                .startsWith("7  1.0000");
        assertThat(Ran.of("bench", Ran.LENET, "--weights", file, "--match", "order", "--seconds", "0", "--warm-up", "0")
                        .code())
                .isZero();
        Path jar = folder.resolve("lenet.jar");
        Ran built = Ran.of("build", Ran.LENET, "-o", jar, "--weights", file, "--match", "order");
        assertThat(built.code()).as(built.err()).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            Class<?> network = loader.loadClass("networks.LeNet5");
            Weights inside = Weights.resource(network, "LeNet5.safetensors");
            assertThat(inside.names()).startsWith("conv1.weight", "conv1.bias").hasSize(10);
        }
    }

    @Test
    void aFileThatDoesNotMatchByOrderSaysWhy() {
        assertThat(Ran.of("weights", "-e", "FC(2)", "--input", "2x2x1", "--weights", Ran.WEIGHTS, "--match", "order")
                        .err())
                .startsWith("error: " + Ran.WEIGHTS + ": cannot be matched by order\n  of shape [2, 4]: 1 missing\n");
        String none = "error: --match order goes with a weights file, and there is none\n";
        assertThat(Ran.of("weights", Ran.LENET, "--match", "order").err()).isEqualTo(none);
        assertThat(Ran.of("bench", Ran.LENET, "--match", "order").err()).isEqualTo(none);
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "--random-weights", "--match", "order")
                        .err())
                .isEqualTo(none);
        assertThat(Ran.of("build", "-e", "FC(2)", "--input", "2x2x1", "-o", folder.resolve("a.jar"), "--match", "order")
                        .err())
                .isEqualTo(none);
        assertThat(Ran.of("weights", Ran.LENET, "--match", "size").err()).contains("`size` is none of name, order");
    }

    @Test
    void hiddenFilesOfAFolderAreNoTensors() throws IOException {
        Npy.write(folder.resolve("fc1.weight.npy"), new Tensor(List.of(2, 4), new float[8]));
        Npy.write(folder.resolve("fc1.bias.npy"), new Tensor(List.of(2), new float[2]));
        Files.writeString(folder.resolve("._fc1.bias.npy"), "what macOS keeps");

        assertThat(Ran.of("weights", "-e", "FC(2)", "--input", "2x2x1", "--weights", folder)
                        .code())
                .isZero();
    }

    /** LeNet-5's trained weights by the names of an {@code nn.Sequential}, sorted as PyTorch's writer sorts them. */
    private Path sequential() throws IOException {
        Weights weights = Weights.read(Ran.WEIGHTS);
        List<String> names = weights.names();
        int[] modules = {0, 3, 7, 9, 11};
        Map<String, Tensor> tensors = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            String kind = names.get(i).substring(names.get(i).lastIndexOf('.'));
            tensors.put(modules[i / 2] + kind, weights.get(names.get(i)).orElseThrow());
        }
        Path file = folder.resolve("sequential.safetensors");
        Weights.of(tensors).write(file);
        return file;
    }
}
