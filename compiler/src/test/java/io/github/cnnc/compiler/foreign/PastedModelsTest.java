package io.github.cnnc.compiler.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.diagnostic.SampleFiles;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole models as people paste them: one error each, whose help is the network. */
class PastedModelsTest {

    /** What a hostile text may take, in milliseconds of processor time; such a text takes tens. */
    private static final long LONGEST_MILLIS = 3_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sequential | layers CONV(64, 3x3, pad=1) - BN - ReLU - POOL(2x2) - CONV(128, 3x3, pad=1) - ReLU - POOL(2x2)"
                        + " - FLATTEN - FC(10)",
                "darknet | input 416x416x3 layers CONV(16, 3x3, pad=1, bias=false) - BN - LeakyReLU(0.1) - POOL(2x2)"
                        + " - CONV(32, 3x3, pad=1, bias=false) - BN - LeakyReLU(0.1) - POOL(2x2, stride=1, pad=same)",
                "lenet_class | layers CONV(6, 5x5) @conv1 - ReLU - POOL(2x2) - CONV(16, 5x5) @conv2 - ReLU - POOL(2x2)"
                        + " - FLATTEN - FC(120) @fc1 - ReLU - FC(84) @fc2 - ReLU - FC(10) @fc3",
                "keras_add | input 32x32x3 layers CONV(32, 3x3) - ReLU - POOL(2x2, round=floor) - CONV(64, 3x3) - ReLU"
                        + " - POOL(2x2, round=floor) - FLATTEN - FC(64) - ReLU - FC(10)",
                "keras_sequential | input 28x28x1 layers CONV(32, 3x3) - ReLU - POOL(2x2) - FLATTEN - DROPOUT - FC(10)"
                        + " - SOFTMAX",
                "caffe | input 28x28x1 layers CONV(20, 5x5) @conv1 - POOL(2x2) - FC(500) @ip1 - ReLU",
                "printed | layers CONV(64, 3x3, pad=1) - ReLU - POOL(2x2) - FLATTEN - FC(10)"
            })
    void aModelIsOneErrorWhoseHelpIsTheNetwork(String name, String network) {
        SourceFile file = SourceFile.of("t.cnn", PastedLinesTest.text(name + ".txt"));
        assertThat(PastedLinesTest.errors(file)).singleElement().satisfies(d -> {
            Fix fix = d.fixes().get(0);
            assertThat(fix.text()).isEqualTo(network);
            String input = network.startsWith("input") ? "" : "input 32x32x3\n";
            assertThat(PastedLinesTest.errors(
                            SourceFile.of("t.cnn", input + fix.apply().text())))
                    .isEmpty();
        });
    }

    @Test
    void whatCnncLacksStandsAloneAndTheRestKeepsItsMistakes() {
        SourceFile file = SourceFile.of("t.cnn", PastedLinesTest.text("mixed.txt"));
        assertThat(PastedLinesTest.errors(file))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`nn.Conv2d` is another framework's notation",
                        "cnnc has no transposed convolution",
                        "`nn.MaxPool2d` is another framework's notation",
                        "the statement breaks off");
    }

    @Test
    void aSumOfBranchesIsNoLayer() {
        SourceFile file = SourceFile.of("t.cnn", PastedLinesTest.text("keras_functional.txt"));
        assertThat(PastedLinesTest.errors(file))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`inputs = keras.Input` is another framework's notation",
                        "`layers.add` is no layer of its own",
                        "`x = layers.GlobalAveragePooling2D` is another framework's notation");
    }

    static List<String> samples() {
        return Stream.of("samples", "samples/zoo")
                .filter(d -> Files.isDirectory(SampleFiles.root().resolve(d)))
                .flatMap(d -> SampleFiles.in(d).stream())
                .toList();
    }

    /** Beside a slip elsewhere, the rest of a file is not taken for what it is not. */
    @ParameterizedTest
    @MethodSource("samples")
    void aNetworkOfOursHasNoPaste(String name) throws IOException {
        assertThat(Pastes.in(Files.readString(SampleFiles.root().resolve(name))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nn.Conv2d(",
                "f(",
                "nn.Sequential(nn.Conv2d(3, ",
                "layer { ",
                "layer { a: 1 b { ",
                "[convolutional]\n",
                "a=b ",
                "x = y = ",
                "((",
                "(0): (1): ",
                "Conv[a = [",
                "Conv<a=<",
                "\"a\": ",
                "/*",
                "\"\"\"",
                "// a\n",
                "-> ",
                "Max ",
                "x.y.",
                "3x3 conv, 64\n",
                "nn.ReLU()\n",
                "nn.ReLU() - ",
                "\uFF08",
                "def f(\n",
                "import a\n",
                "self.a = nn.Sequential(self.a(",
                "}",
                ")"
            })
    void aHostileTextIsAnsweredSoon(String part) {
        SourceFile file = SourceFile.of("t.cnn", "input 8x8x3\nlayers !" + part.repeat(300_000 / part.length()));
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(PastedLinesTest.errors(file)).isNotEmpty();
        long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1_000_000;
        assertThat(millis).isLessThan(LONGEST_MILLIS);
    }

    @Test
    void aPartThatHoldsItselfIsAnswered() {
        String text =
                "import torch\nself.a = nn.Sequential(self.a(x), nn.ReLU())\nself.a = nn.Sequential(self.a(x), self.a(x))\n"
                        .repeat(50);
        assertThat(PastedLinesTest.errors(SourceFile.of("t.cnn", text))).isNotEmpty();
    }

    /** Pieces of pasted models in any order: whatever comes of it, it is an answer. */
    @Test
    void damagedPastesAreAnswered() {
        String all = PastedLinesTest.text("lines.txt")
                + PastedLinesTest.text("lenet_class.txt")
                + PastedLinesTest.text("caffe.txt")
                + PastedLinesTest.text("darknet.txt");
        Random random = new Random(20250101);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("input 16x16x3\nlayers ");
            for (int piece = 0; piece < 8; piece++) {
                int from = random.nextInt(all.length() - 80);
                text.append(all, from, from + random.nextInt(80));
            }
            assertThat(PastedLinesTest.errors(SourceFile.of("t.cnn", text.toString())))
                    .as("text %d: %s", i, text)
                    .isNotNull();
        }
    }
}
