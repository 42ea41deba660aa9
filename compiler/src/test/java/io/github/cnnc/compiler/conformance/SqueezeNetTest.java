package io.github.cnnc.compiler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import io.github.cnnc.compiler.samples.SampleFiles;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.Prediction;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** samples/zoo/squeezenet1_1.cnn with weights that others trained, beside what others computed. */
class SqueezeNetTest {

    private static final String SAMPLE = "zoo/squeezenet1_1.cnn";

    private static final Options SCORES = Options.NONE.withLogits();

    private static final Options PUBLISHED = SCORES.define("rounding", "\"floor\"");

    // -- the published ONNX model -----------------------------------------------------------------------------------

    /** The published tensors by our names, in order: their first convolution is our first. */
    private static Weights published(List<TensorSpec> specs) throws IOException {
        Path folder = SharedData.folder("squeezenet1.1/weights");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < specs.size(); i++) {
            String kind = i % 2 == 0 ? "weight" : "bias";
            Tensor tensor = Npy.read(folder.resolve("squeezenet0_conv" + i / 2 + "_" + kind + ".npy"));
            assertThat(tensor.shape())
                    .as(specs.get(i).name())
                    .isEqualTo(specs.get(i).shape());
            tensors.put(specs.get(i).name(), tensor);
        }
        return Weights.of(tensors);
    }

    /** The published pair is behind the normalisation. */
    private static String withoutNormalisation() throws IOException {
        String text = Files.readString(SampleFiles.path(SAMPLE));
        return text.replaceAll("(?m)^input.*$", "input 224x224x3");
    }

    @Test
    void givesThePublishedOutput() throws IOException {
        Path pair = SharedData.folder("squeezenet1.1/test_data_set_0");
        LoadedClass loaded = Cnnc.compile(withoutNormalisation(), PUBLISHED).load();
        var network = Cnnc.compile(withoutNormalisation(), PUBLISHED).network().network();
        Weights weights = published(network.tensors());
        float[] input = Npy.read(pair.resolve("input_0.npy")).data();
        float[] expected = Npy.read(pair.resolve("output_0.npy")).data();
        float[] generated = loaded.model(weights).predict(input);
        double[] reference = new ReferenceEvaluator(network, weights).evaluate(input);
        assertThat(generated).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            var tolerance = within(1e-3 * Math.abs(expected[i]) + 1e-5);
            assertThat((double) generated[i]).as("generated %d", i).isCloseTo(expected[i], tolerance);
            assertThat(reference[i]).as("reference %d", i).isCloseTo(expected[i], tolerance);
        }
    }

    @Test
    void knowsThePanda() throws IOException {
        Path folder = SharedData.folder("squeezenet1.1");
        var compilation = SampleFiles.compile(SAMPLE, Options.NONE.define("rounding", "\"floor\""));
        Model model = compilation.load(published(compilation.network().network().tensors()));
        float[] input = Pictures.toInput(panda(Files.readAllBytes(folder.resolve("panda.rgb"))), model.input());
        List<String> labels = Files.readAllLines(folder.resolve("labels.txt"));
        Prediction best = Prediction.top(model.predict(input), labels, 1).get(0);
        assertThat(best.index()).isEqualTo(388);
        assertThat(best.label()).contains("giant panda");
        assertThat(best.score()).isGreaterThan(0.99f);
    }

    /** A folder is in the order of its names, conv10 before conv2. */
    @Test
    void publishedTensorsArePairedByOrder() throws IOException {
        List<TensorSpec> specs =
                SampleFiles.compile(SAMPLE, PUBLISHED).network().network().tensors();

        Weights paired =
                Weights.readNpy(SharedData.folder("squeezenet1.1/weights")).byOrder();

        assertThat(paired.match(specs)).isDeepEqualTo(published(specs).match(specs));
    }

    private static BufferedImage panda(byte[] rgb) {
        BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 224 * 224; i++) {
            int red = rgb[3 * i] & 0xff;
            int green = rgb[3 * i + 1] & 0xff;
            int blue = rgb[3 * i + 2] & 0xff;
            image.setRGB(i % 224, i / 224, red << 16 | green << 8 | blue);
        }
        return image;
    }

    // -- torchvision ------------------------------------------------------------------------------------------------

    private static final Pattern TENSOR =
            Pattern.compile("\\{\"name\": \"([^\"]+)\", \"shape\": \\[([^]]*)], \"offset\": (\\d+)}");

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] out = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(out);
        return out;
    }

    private static Map<String, Tensor> torchvision(Path folder) throws IOException {
        float[] all = floats(folder.resolve("weights.f32"));
        Matcher matcher = TENSOR.matcher(Files.readString(folder.resolve("manifest.json")));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        while (matcher.find()) {
            List<Integer> shape = Pattern.compile(", ")
                    .splitAsStream(matcher.group(2))
                    .map(Integer::valueOf)
                    .toList();
            int offset = Integer.parseInt(matcher.group(3));
            int size = shape.stream().reduce(1, Math::multiplyExact);
            tensors.put(matcher.group(1), new Tensor(shape, Arrays.copyOfRange(all, offset, offset + size)));
        }
        return tensors;
    }

    /** Under torchvision's names, sorted as PyTorch's writer of safetensors sorts them. */
    @Test
    void givesTorchvisionsOutputWithTensorsPairedByOrder() throws IOException {
        Path folder = SharedData.folder("squeezenet1.1-torchvision");
        var compilation = Cnnc.compile(withoutNormalisation(), SCORES.define("classes", "50"));
        Weights weights = Weights.of(new TreeMap<>(torchvision(folder)));
        float[] expected = floats(folder.resolve("expected.f32"));

        float[] generated = compilation.load(weights.byOrder()).predict(floats(folder.resolve("input.f32")));

        for (int i = 0; i < expected.length; i++) {
            assertThat(generated[i]).as("%d", i).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void givesTorchvisionsOutput() throws IOException {
        Path folder = SharedData.folder("squeezenet1.1-torchvision");
        var compilation = Cnnc.compile(withoutNormalisation(), SCORES.define("classes", "50"));
        var network = compilation.network().network();
        List<TensorSpec> specs = network.tensors();
        List<Tensor> stored = List.copyOf(torchvision(folder).values());
        assertThat(stored)
                .extracting(Tensor::shape)
                .isEqualTo(specs.stream().map(TensorSpec::shape).toList());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        IntStream.range(0, specs.size()).forEach(i -> tensors.put(specs.get(i).name(), stored.get(i)));
        Weights weights = Weights.of(tensors);
        float[] input = floats(folder.resolve("input.f32"));
        float[] expected = floats(folder.resolve("expected.f32"));
        float[] generated = compilation.load(weights).predict(input);
        double[] reference = new ReferenceEvaluator(network, weights).evaluate(input);
        assertThat(generated).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) generated[i]).as("generated %d", i).isCloseTo(expected[i], within(1e-5));
            assertThat(reference[i]).as("reference %d", i).isCloseTo(expected[i], within(1e-5));
        }
    }
}
