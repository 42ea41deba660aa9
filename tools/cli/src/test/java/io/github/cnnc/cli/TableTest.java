package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final String VGG16 = """
            network VGG16(classes = 1000)
            input   224x224x3
            default CONV([64, 128, 256, 512, 512], 3x3, pad=1), FC(4096)
            let     N = [2, 2, 3, 3, 3], M = 5, K = 2
            layers  [(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K, SOFTMAX(classes)
            """;

    @Test
    void vgg16HasItsPublishedFigures() {
        Ran ran = Ran.of("table", "-e", VGG16);

        assertThat(ran.code()).isZero();
        assertThat(ran.lines())
                .contains("conv3     CONV(128, 3x3, pad=1)  112x112x128  (3*3*64)*128 + 128          73,856"
                        + "    924,844,032    6.1 MB    9.2 MB    10x10       2")
                .contains("parameters      138,357,544")
                .contains("MACs         15,470,264,320  multiply-accumulates of one run");
        assertThat(ran.out()).contains("112x112x64").contains("(7*7*512)*4096 + 4096");
    }

    @Test
    void columnsAreAligned() {
        assertThat(Ran.of("table", "-e", "CONV(2)-ReLU-GAP-FC(3)", "--input", "6x6x1")
                        .out())
                .isEqualTo("""
                        name   layer         volume  parameters     count  MACs  memory   live  field  stride
                        -----  ------------  ------  -------------  -----  ----  ------  -----  -----  ------
                        input                 6x6x1                               144 B           1x1       1
                        conv1  CONV(2, 3x3)   4x4x2  (3*3*1)*2 + 2     20   288   128 B  272 B    3x3       1
                        relu1  ReLU           4x4x2                               128 B  256 B    3x3       1
                        gap1   GAP            1x1x2                                 8 B  136 B    6x6       1
                        fc1    FC(3)          1x1x3  2*3 + 3            9     6    12 B   20 B    6x6       1

                        parameters      29
                        MACs           294  multiply-accumulates of one run
                        weights      116 B  float32
                        activations  272 B  most alive at once, float32
                        """);
    }

    @Test
    void saysWhereAFieldIsLargerThanTheInput() {
        assertThat(Ran.of("table", "-e", "CONV(2, 5x5, pad=2)-CONV(2, 3x3, pad=1)-FC(3)", "--input", "6x6x1")
                        .lines())
                .anyMatch(line -> line.startsWith("conv2 ") && line.endsWith("  7x7       1"))
                .anyMatch(line -> line.startsWith("fc1 ") && line.endsWith("  6x6       1"))
                .last()
                .isEqualTo("The field of conv2 is larger than the input of 6x6: padding counts.");
    }

    @Test
    void strideBehindAnEnlargementIsAFraction() {
        assertThat(Ran.of("table", "-e", "UPSAMPLE(3)-AVGPOOL(2)", "--input", "6x6x1")
                        .out())
                .contains("1/3\n", "2/3\n")
                .doesNotContain("0.", "larger");
    }

    /** What makes every figure wrong is said wherever figures are; what else is doubtful is for {@code check}. */
    @Test
    void saysThatTheInputIsChannelsFirst() {
        Ran ran = Ran.of("table", "-e", "CONV(64)-ReLU-GAP-SOFTMAX(10)", "--input", "3x224x224");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("CNN107").contains("`--input 224x224x3`");
        assertThat(Ran.of("table", "-e", "CONV(64)-ReLU-GAP-SOFTMAX(10)", "--input", "3x224x224", "--allow", "CNN107")
                        .err())
                .isEmpty();
        assertThat(Ran.of("table", "-e", "CONV(4)-BN-ReLU", "--input", "8x8x1").err())
                .isEmpty();
    }

    /** As samples/README.md says: own input, classes and options. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "samples/zoo/vgg.cnn -D weight_layers=19 -D classes=10 --input 64x64x3",
                "samples/vgg16.cnn -D classes=10",
                "samples/zoo/resnet18.cnn -D classes=10 --input 64x64x3",
                "samples/zoo/mobilenet_v2.cnn --input 64x64x3 --logits"
            })
    void samplesHaveTheirOwnInputClassesAndOptions(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.set(0, Ran.ROOT.resolve(words.get(0)).toString());
        words.add(0, "check");
        Ran checked = Ran.of(words.toArray());
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.err()).contains("warning[CNN111]").doesNotContain("error");
        words.add("--no-expect");
        assertThat(Ran.of(words.toArray()).err()).doesNotContain("CNN111", "error");
        words.remove("--no-expect");
        words.set(0, "table");
        assertThat(Ran.of(words.toArray())).extracting(Ran::code, Ran::err).containsExactly(0, "");
    }

    @Test
    void jsonHasExactNumbers() throws IOException {
        JsonNode table = new ObjectMapper()
                .readTree(Ran.of("table", "-e", VGG16, "--format", "json").out());

        assertThat(table.get("network").asText()).isEqualTo("VGG16");
        assertThat(table.get("input").asText()).isEqualTo("224x224x3");
        assertThat(table.get("parameters").asLong()).isEqualTo(138_357_544);
        assertThat(table.get("macs").asLong()).isEqualTo(15_470_264_320L);
        assertThat(table.get("statistics").asLong()).isZero();
        assertThat(table.get("weightBytes").asLong()).isEqualTo(4 * 138_357_544L);
        JsonNode conv3 = table.get("layers").get(5);
        assertThat(conv3.toString())
                .isEqualTo("{\"name\":\"conv3\",\"kind\":\"CONV\",\"text\":\"CONV(128, 3x3, pad=1)\","
                        + "\"inputs\":[\"pool1\"],\"output\":\"112x112x128\",\"outputWidth\":112,\"outputHeight\":112,"
                        + "\"outputDepth\":128,\"formula\":\"(3*3*64)*128 + 128\",\"parameters\":73856,"
                        + "\"macs\":924844032,\"bytes\":6422528,"
                        + "\"liveBytes\":9633792,\"receptiveField\":\"10x10\",\"effectiveStride\":\"2\"}");
    }

    @Test
    void markdownShowsFormulasAsCode() {
        assertThat(Ran.of("table", "-e", "CONV(2)", "--input", "6x6x1", "--format", "markdown")
                        .lines())
                .startsWith(
                        "| name | layer | volume | parameters | count | MACs | memory | live | field | stride |",
                        "|---|---|---:|---|---:|---:|---:|---:|---:|---:|",
                        "| input |  | 6x6x1 |  |  |  | 144 B |  | 1x1 | 1 |",
                        "| conv1 | `CONV(2, 3x3)` | 4x4x2 | `(3*3*1)*2 + 2` | 20 | 288 | 128 B | 272 B | 3x3 | 1 |");
    }

    @Test
    void joinedLayersSayWhereTheyRead() {
        assertThat(Ran.of("table", "-e", "CONV(2, pad=1) - {ID + CONV(2, pad=1)}", "--input", "6x6x1")
                        .out())
                .contains(" <- ");
    }

    @Test
    void runningStatisticsAreCountedApart() {
        assertThat(Ran.of("table", "-e", "CONV(2)-BN", "--input", "6x6x1").lines())
                .anyMatch(line -> line.startsWith("running statistics  "));
    }

    @Test
    void whatIsWrongIsExitCodeOneWithNothingOnStandardOutput() {
        Ran ran = Ran.of("table", "-e", "CONV(1, 3x3, stride=3)", "--input", "7x7x1");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("error[CNN031]");
    }

    @Test
    void aMissingFileIsOneLine() {
        assertThat(Ran.of("table", "nowhere/net.cnn"))
                .isEqualTo(new Ran(1, "", "error: there is no file nowhere/net.cnn\n"));
    }
}
