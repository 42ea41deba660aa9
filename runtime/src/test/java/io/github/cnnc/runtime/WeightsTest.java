package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {

    @TempDir
    Path folder;

    private static final List<TensorSpec> SPECS = List.of(
            TensorSpec.of("conv1.weight", 6, 1, 5, 5),
            TensorSpec.of("conv1.bias", 6),
            TensorSpec.of("fc.weight", 10, 84));

    @Test
    void matchGivesTheArraysInTheOrderOfTheSpecs() {
        float[] a = {1};
        float[] b = {2, 3};
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", new Tensor(List.of(2), b));
        tensors.put("a", new Tensor(List.of(1, 1), a));

        float[][] arrays = Weights.of(tensors).match(List.of(TensorSpec.of("a", 1, 1), TensorSpec.of("b", 2)));

        assertThat(arrays).isDeepEqualTo(new float[][] {a, b});
        assertThat(arrays[0]).as("weights in memory are not copied").isSameAs(a);
    }

    @Test
    void matchReportsEverythingAtOnce() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv_1.weight", zeros(6, 1, 5, 5));
        tensors.put("fc.weight", zeros(84, 10));
        tensors.put("other", zeros(3));

        assertThatThrownBy(() -> Weights.of(tensors).match(SPECS))
                .isInstanceOf(WeightsException.class)
                .hasMessage("""
                        weights in memory: not the tensors of this network: 2 missing, 1 of another shape, 2 extra
                          missing: "conv1.weight" [6, 1, 5, 5]; perhaps "conv_1.weight" [6, 1, 5, 5]?
                          missing: "conv1.bias" [6]
                          shape: "fc.weight" is [84, 10], the network needs [10, 84]
                          extra: "conv_1.weight" [6, 1, 5, 5]
                          extra: "other" [3]""");
    }

    /** {@code layer1.0.conv2.weight} ends as conv2.weight does, and is another layer's. */
    @Test
    void aHintIsNeverTheWrongTensorOfTheRightShape() {
        List<TensorSpec> specs = List.of(
                TensorSpec.of("conv1.weight", 4, 3, 3, 3),
                TensorSpec.of("conv2.weight", 4, 4, 3, 3),
                TensorSpec.of("conv3.weight", 4, 4, 3, 3),
                TensorSpec.of("fc1.weight", 10, 4));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv1.weight", zeros(4, 3, 3, 3));
        tensors.put("fc.weight", zeros(10, 4));
        tensors.put("layer1.0.conv1.weight", zeros(4, 4, 3, 3));
        tensors.put("layer1.0.conv2.weight", zeros(4, 4, 3, 3));

        assertThat(problems(tensors, specs))
                .contains(
                        "missing: \"conv2.weight\" [4, 4, 3, 3]; perhaps \"layer1.0.conv1.weight\" [4, 4, 3, 3]?",
                        "missing: \"conv3.weight\" [4, 4, 3, 3]; perhaps \"layer1.0.conv2.weight\" [4, 4, 3, 3]?",
                        "by order and shape all of them pair: cnnc's --match order, Weights.byOrder in Java");

        tensors.put("aux.weight", zeros(2, 2));
        assertThat(problems(tensors, specs))
                .as("two of the same shape and no order")
                .contains(
                        "missing: \"conv2.weight\" [4, 4, 3, 3]",
                        "missing: \"conv3.weight\" [4, 4, 3, 3]",
                        "missing: \"fc1.weight\" [10, 4]; perhaps \"fc.weight\" [10, 4]?");
    }

    @Test
    void aTensorNeededButOfIntegersIsNamedWithItsType() throws IOException {
        byte[] file =
                SafetensorsTest.file("{\"fc.weight\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
        Weights weights = Weights.read(Files.write(folder.resolve("int8.safetensors"), file));

        assertThat(weights.leftOut()).containsExactly("\"fc.weight\" [2] of \"I8\"");
        assertThat(weights.match(List.of())).as("no network needs it").isEmpty();
        assertThatThrownBy(() -> weights.match(List.of(TensorSpec.of("fc.weight", 2))))
                .hasMessageEndingWith("""
                        1 missing, 0 of another shape, 0 extra
                          missing: "fc.weight" [2]; there it is of "I8"; F32, F64, F16 and BF16 can be read""");
    }

    @Test
    void theOrderOfKerasIsRecognised() {
        List<TensorSpec> specs = List.of(
                TensorSpec.of("conv1.weight", 8, 3, 3, 3),
                TensorSpec.of("conv1.bias", 8),
                TensorSpec.of("conv2.weight", 8, 1, 5, 5),
                TensorSpec.of("fc1.weight", 10, 8));
        Map<String, Tensor> keras = new LinkedHashMap<>();
        keras.put("conv2d/kernel", zeros(3, 3, 3, 8));
        keras.put("conv2d/bias", zeros(8));
        keras.put("depthwise_conv2d/kernel", zeros(5, 5, 8, 1));
        keras.put("dense/kernel", zeros(8, 10));

        assertThat(problems(keras, specs))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("these are in the order of Keras: kernels [height, width, inputs, filters]"));
        keras.put("dense/kernel", zeros(9, 10));
        assertThat(problems(keras, specs)).noneSatisfy(line -> assertThat(line).contains("Keras"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "m.pth|PK\\3\\4..........................m/data.pkl|is a PyTorch file; cnnc reads",
                "old.bin|\\200\\2\\212..................|is a PyTorch file; cnnc reads",
                "m.npz|PK\\3\\4..........................conv1.weight.npy|is NumPy's archive of several arrays; cnnc reads",
                "m.keras|PK\\3\\4..........................metadata.json|is an HDF5 or Keras file; cnnc reads",
                "m.bin|\\211HDF.....|is an HDF5 or Keras file; cnnc reads",
                "m.bin|\\10\\7\\22\\7pytorch|is an ONNX model; cnnc reads",
                "m.onnx|..........|is an ONNX model; cnnc reads",
                "m.npy|\\223NUMPY..|is one array of NumPy;",
                "m.zip|PK\\3\\4..........................readme.txt|is an archive; unpack it first",
                "m.tflite|\\0\\0\\0\\0TFL3..|is a weights file of another program;",
                "yolo.weights|....................|is a weights file of another program;",
                "m.json|{\"metadata\":1,\"weight_map\":{}}|is the index of safetensors in several files;",
                "a.safetensors|version https://git-lfs.github.com/spec/v1|is no weights but Git LFS's note",
                "b.safetensors|<!DOCTYPE html><html>|is a web page, no weights",
            })
    void aFileOfAnotherFormatIsNamedWithWhatToDo(String name, String start, String problem) throws IOException {
        Path file = Files.write(folder.resolve(name), start.translateEscapes().getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Weights.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    private static List<String> problems(Map<String, Tensor> tensors, List<TensorSpec> specs) {
        return catchThrowableOfType(
                        WeightsException.class, () -> Weights.of(tensors).match(specs))
                .problems();
    }

    @Test
    void matchCountsWhatItDoesNotList() {
        List<TensorSpec> specs = IntStream.range(0, 25)
                .mapToObj(i -> TensorSpec.of("layer" + i + ".weight", 1))
                .toList();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        IntStream.range(0, 23).forEach(i -> tensors.put("#" + i, zeros(1)));

        WeightsException report = catchThrowableOfType(
                WeightsException.class, () -> Weights.of(tensors).match(specs));

        assertThat(report.problems()).as("all of them").hasSize(48);
        assertThat(report.getMessage().lines()).hasSize(43).contains("  and 5 more missing", "  and 3 more extra");
    }

    @Test
    void theCountOfTrainingStepsMayBeOver() {
        Weights weights = Weights.of(Map.of("a", zeros(1), "bn.num_batches_tracked", zeros()));

        assertThat(weights.match(List.of(TensorSpec.of("a", 1)))).hasNumberOfRows(1);
    }

    @Test
    void aNameReservedByTheFormatIsRefused() {
        assertThatThrownBy(() -> Weights.of(Map.of("__metadata__", zeros(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTensorThatIsNotThereIsEmpty() {
        assertThat(Weights.of(Map.of()).get("a")).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsAnIOException() {
        assertThatThrownBy(() -> Weights.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Weights.resource(WeightsTest.class, "none"))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no resource none beside io.github.cnnc.runtime.WeightsTest");
        assertThatThrownBy(() -> Weights.read(folder)).isInstanceOf(IOException.class);
    }

    /** The file beside this class was written by {@code Weights.random(SPECS.subList(1, 2), 7)}. */
    @Test
    void aResourceIsRead() throws IOException {
        Weights weights = Weights.resource(WeightsTest.class, "bias.safetensors");

        assertThat(weights.get("conv1.bias")).isEqualTo(Weights.random(SPECS, 7).get("conv1.bias"));
    }

    @Test
    void aFolderOfNpyIsReadInTheOrderOfNames() throws IOException {
        Npy.write(folder.resolve("b.weight.npy"), zeros(2, 3));
        Npy.write(folder.resolve("a.bias.npy"), zeros(1));

        Weights weights = Weights.readNpy(folder);

        assertThat(weights.names()).containsExactly("a.bias", "b.weight");
        assertThat(weights.get("b.weight")).contains(zeros(2, 3));
    }

    /** Constants, so that another JDK or a change of the generator shows. */
    @Test
    void randomWeightsAreTheSameBitsEverywhere() {
        Weights weights = Weights.random(SPECS, 42);

        assertThat(weights.get("conv1.bias").orElseThrow().data())
                .containsExactly(
                        -0.196494311f, -0.00986330211f, 0.0441972129f, 0.0399236456f, 0.00622667186f, -0.186625719f);
        assertThat(weights.get("fc.weight")).isEqualTo(weights.get("fc.weight"));
        assertThat(weights.get("fc.weight"))
                .isNotEqualTo(Weights.random(SPECS, 43).get("fc.weight"));
    }

    @Test
    void randomKernelsHaveTheVarianceOfHe() {
        float[] kernels = element("a.weight", 64, 32, 3, 3);

        assertThat(mean(kernels)).isCloseTo(0, within(0.002));
        assertThat(deviation(kernels)).isCloseTo(Math.sqrt(2.0 / (32 * 3 * 3)), within(0.002));
    }

    @Test
    void randomBatchNormalisationsAreNearTheIdentity() {
        assertThat(mean(element("bn.weight", 10_000))).isCloseTo(1, within(0.01));
        assertThat(mean(element("bn.bias", 10_000))).isCloseTo(0, within(0.01));
        assertThat(mean(element("bn.running_mean", 10_000))).isCloseTo(0, within(0.01));
        assertThat(mean(element("bn.running_var", 10_000))).isCloseTo(1, within(0.01));
        for (float variance : element("bn.running_var", 10_000)) {
            assertThat(variance).isBetween(0.5f, 1.5f);
        }
    }

    private static float[] element(String name, Integer... shape) {
        return Weights.random(List.of(TensorSpec.of(name, shape)), 1)
                .get(name)
                .orElseThrow()
                .data();
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        return Math.sqrt(IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElseThrow());
    }

    private static Tensor zeros(Integer... shape) {
        List<Integer> sizes = new ArrayList<>(List.of(shape));
        return new Tensor(sizes, new float[sizes.stream().reduce(1, Math::multiplyExact)]);
    }
}
