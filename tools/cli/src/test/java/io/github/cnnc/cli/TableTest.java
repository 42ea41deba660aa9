package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                        + "\"outputDepth\":128,\"volumeFormula\":\"(112 - 3 + 2*1)/1 + 1 = 112\",\"formula\":\"(3*3*64)*128 + 128\",\"parameters\":73856,"
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

    @Test
    void formulasStandBesideVolumes() {
        assertThat(Ran.of(
                                "table",
                                "-e",
                                "CONV(2, 3x1, pad=1x0)-POOL(2x1, round=floor)-UPSAMPLE(3)-{ID|ReLU}-PAD([1, 2, 0, 0])-CROP(to=6x6)-ReLU",
                                "--input",
                                "7x7x1",
                                "--formulas",
                                "--columns",
                                "name,volume")
                        .out())
                .startsWith("""
                        name        volume  formula
                        ---------  -------  -----------------------------------------------------------------------------
                        input        7x7x1
                        conv1        7x7x2  width (7 - 3 + 2*1)/1 + 1 = 7; height (7 - 1 + 2*0)/1 + 1 = 7
                        pool1        3x7x2  width (7 - 2 + 2*0)/2 + 1 = 3.5, rounded down; height (7 - 1 + 2*0)/1 + 1 = 7
                        upsample1   9x21x2  width 3*3 = 9; height 7*3 = 21
                        id1         9x21x2
                        relu1       9x21x2
                        concat1     9x21x4  depth 2 + 2 = 4
                        pad1       12x21x4  width 9 + 1 + 2 = 12; height 21 + 0 + 0 = 21
                        crop1        6x6x4  width 12 - 3 - 3 = 6; height 21 - 7 - 8 = 6
                        relu2        6x6x4
                        """);
    }

    @Test
    void formulasAreInEveryFormat() {
        for (String format : List.of("text", "markdown", "csv", "latex", "json")) {
            assertThat(Ran.of("table", Ran.LENET, "--format", format, "--formulas")
                            .out())
                    .as(format)
                    .contains("(28 - 5 + 2*2)/1 + 1 = 28");
        }
        assertThat(Ran.of("table", Ran.LENET).out()).doesNotContain("= 28");
    }

    @Test
    void csvHasWholeNumbersAndBytes() {
        assertThat(Ran.of("table", "-e", "CONV(40, 3x3)-ReLU", "--input", "100x100x3", "--format", "csv")
                        .out())
                .isEqualTo("""
                        name,layer,volume,parameters,count,macs,memory,live,field,stride
                        input,,100x100x3,,0,0,120000,0,1x1,1
                        conv1,"CONV(40, 3x3)",98x98x40,(3*3*3)*40 + 40,1120,10372320,1536640,1656640,3x3,1
                        relu1,ReLU,98x98x40,,0,0,1536640,3073280,3x3,1
                        """);
    }

    @Test
    void csvQuotesAsRfc4180Does() {
        assertThat(Csv.line(List.of("a", "b,c", "d\"e", "f\ng", ""))).isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
    }

    @Test
    void latexIsATabularWithTotals() {
        assertThat(Ran.of(
                                "table",
                                "-e",
                                "CONV(2)-(FC(3)@my_name)",
                                "--input",
                                "6x6x1",
                                "--format",
                                "latex",
                                "--columns",
                                "name,layer,volume,count")
                        .out())
                .isEqualTo("""
                        % needs \\usepackage{booktabs}
                        \\begin{tabular}{llrr}
                        \\toprule
                        name & layer & volume & count \\\\
                        \\midrule
                        input &  & 6x6x1 &  \\\\
                        conv1 & \\texttt{CONV(2, 3x3)} & 4x4x2 & 20 \\\\
                        my\\_name & \\texttt{FC(3)} & 1x1x3 & 99 \\\\
                        \\midrule
                        total &  &  & 119 \\\\
                        \\bottomrule
                        \\end{tabular}
                        """);
    }

    @Test
    void latexEscapesWhatMeansSomethingToIt() {
        assertThat(Latex.text("a_b 50% {x} <- \\y ~^ #$& | \"q\"\u001b"))
                .isEqualTo("a\\_b 50\\% \\{x\\} \\textless{}- \\textbackslash{}y \\textasciitilde{}\\textasciicircum{}"
                        + " \\#\\$\\& \\textbar{} {\\char34}q{\\char34}?");
    }

    @Test
    void columnsAreChosenInAnyOrder() {
        assertThat(Ran.of("table", Ran.LENET, "--columns", "MACS,layer", "--format", "markdown")
                        .lines())
                .startsWith("| MACs | layer |", "|---:|---|", "|  |  |", "| 117,600 | `CONV(6, 5x5, pad=2)` |");
    }

    @Test
    void anUnknownColumnIsSaidWithTheOthers() {
        Ran ran = Ran.of("table", Ran.LENET, "--columns", "name,depth");

        assertThat(ran.code()).isNotZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains(
                        "`depth` is none of name, layer, volume, formula, parameters, count, macs, memory, live, field,");
        assertThat(Ran.of("table", Ran.LENET, "--columns", "name", "--format", "json")
                        .err())
                .isEqualTo("error: --columns: JSON has everything; --format csv has columns\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 70, 80, 90, 100, 120, 160, 200})
    void aTableFitsTheTerminal(int width) {
        for (String sample : List.of("zoo/googlenet.cnn", "vgg16.cnn", "zoo/densenet121.cnn", "lenet5/lenet5.cnn")) {
            Ran ran = inTerminal(width, "table", Ran.ROOT.resolve("samples/" + sample), "--formulas");
            assertThat(ran.code()).isZero();
            int needed = sample.contains("googlenet") ? 80 : 70;
            assertThat(ran.lines()).allMatch(line -> line.length() <= Math.max(width, needed));
            assertThat(ran.lines().get(0)).startsWith("name ").contains("layer", "volume", "count");
            List<String> shown =
                    List.of(ran.lines().get(0).toLowerCase(Locale.ROOT).split(" +"));
            for (LayerColumn column : LayerColumn.values()) {
                // What is not there is said to be left out.
                assertThat(ran.err().contains(column.toString())).isNotEqualTo(shown.contains(column.toString()));
            }
        }
    }

    @Test
    void nothingIsLeftOutThatIsAskedForOrFits() {
        assertThat(inTerminal(300, "table", Ran.LENET)).isEqualTo(Ran.of("table", Ran.LENET));
        Ran asked = inTerminal(40, "table", Ran.LENET, "--columns", "name,live,field,stride,memory,macs");
        assertThat(asked).isEqualTo(Ran.of("table", Ran.LENET, "--columns", "name,live,field,stride,memory,macs"));
        Ran csv = inTerminal(40, "table", Ran.LENET, "--format", "csv");
        assertThat(csv).isEqualTo(Ran.of("table", Ran.LENET, "--format", "csv"));
    }

    private static Ran inTerminal(int width, Object... arguments) {
        System.setProperty(TerminalWidth.PROPERTY, Integer.toString(width));
        try {
            return Ran.of(arguments);
        } finally {
            System.clearProperty(TerminalWidth.PROPERTY);
        }
    }
}
