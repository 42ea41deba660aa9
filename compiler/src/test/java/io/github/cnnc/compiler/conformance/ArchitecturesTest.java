package io.github.cnnc.compiler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.samples.SampleFiles;
import io.github.cnnc.runtime.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the samples beside those that PyTorch and Darknet print. */
class ArchitecturesTest {

    /** PyTorch's modules and our kinds. */
    private static final Map<String, String> KINDS = Map.of(
            "Conv2d", "CONV",
            "Linear", "FC",
            "MaxPool2d", "POOL",
            "AvgPool2d", "AVGPOOL",
            "AdaptiveAvgPool2d", "GAP",
            "BatchNorm2d", "BN",
            "ReLU", "ReLU",
            "ReLU6", "ReLU6",
            "Tanh", "Tanh");

    /** What computes nothing: one notation writes it, the other does not. */
    private static final Set<String> IDLE = Set.of("Dropout", "Flatten", "DROPOUT", "FLATTEN");

    /** What PyTorch does outside modules: branches and joins, and the softmax of the loss function. */
    private static final Set<String> NO_MODULE = Set.of("ID", "ADD", "CONCAT", "SOFTMAX");

    private record Row(String kind, List<Integer> output, long parameters, long macs) {}

    @ParameterizedTest
    @CsvSource({
        "lenet5, zoo/lenet5.cnn, ",
        "nin_cifar10, zoo/nin_cifar10.cnn, ",
        "allcnn_c, zoo/allcnn_c.cnn, ",
        "mobilenet_v1, zoo/mobilenet_v1.cnn, ",
        "alexnet, zoo/alexnet.cnn, ",
        "vgg11, zoo/vgg.cnn, weight_layers=11",
        "vgg16, zoo/vgg.cnn, ",
        "vgg16, vgg16.cnn, ",
        "vgg16, vgg16-stages.cnn, ",
        "vgg16, vgg16-layers.cnn, ",
        "squeezenet1_1, zoo/squeezenet1_1.cnn, ",
        "resnet18, zoo/resnet18.cnn, "
    })
    void agreesWithPyTorchInEveryLayer(String table, String sample, String definition) throws IOException {
        CheckedNetwork network =
                SampleFiles.compile(sample, defined(definition)).network();
        assertThat(ours(network)).containsExactlyElementsOf(pyTorch(table));
        agreesInTotals(table, network.totals());
    }

    /** What totals.tsv has beyond the tables. */
    @ParameterizedTest
    @CsvSource({
        "vgg11_bn, zoo/vgg.cnn, weight_layers=11 bn=1",
        "vgg13, zoo/vgg.cnn, weight_layers=13",
        "vgg16_bn, zoo/vgg.cnn, weight_layers=16 bn=1",
        "vgg19, zoo/vgg.cnn, weight_layers=19",
        "squeezenet1_0, zoo/squeezenet1_0.cnn, ",
        "resnet34, zoo/resnet34.cnn, ",
        "resnet50, zoo/resnet50.cnn, ",
        "mobilenet_v2, zoo/mobilenet_v2.cnn, ",
        "densenet121, zoo/densenet121.cnn, ",
        "shufflenet_v2_x1_0, zoo/shufflenet_v2_x1_0.cnn, ",
        "mnasnet1_0, zoo/mnasnet1_0.cnn, ",
        "resnext50_32x4d, zoo/resnext50_32x4d.cnn, ",
        "googlenet_noaux, zoo/googlenet.cnn, ",
        "inception_v3_noaux, zoo/inception_v3.cnn, "
    })
    void agreesWithPyTorchInTotals(String name, String sample, String definitions) throws IOException {
        agreesInTotals(
                name,
                SampleFiles.compile(sample, defined(definitions)).network().totals());
    }

    /** Parameters as the command line takes them, or none. */
    private static Options defined(String definitions) {
        Options options = Options.NONE;
        for (String definition : definitions == null ? new String[0] : definitions.split(" ")) {
            String[] sides = definition.split("=");
            options = options.define(sides[0], sides[1]);
        }
        return options;
    }

    private static List<Row> ours(CheckedNetwork network) {
        List<Row> rows = new ArrayList<>();
        for (LayerRow row : network.rows()) {
            if (!IDLE.contains(row.kind()) && !NO_MODULE.contains(row.kind())) {
                // An average over the whole volume, however it is written.
                boolean whole = row.kind().equals("AVGPOOL")
                        && row.output().width() * row.output().height() == 1;
                rows.add(new Row(whole ? "GAP" : row.kind(), sizes(row.output()), row.parameters(), row.macs()));
            }
        }
        return rows;
    }

    private static List<Integer> sizes(Volume volume) {
        return List.of(volume.width(), volume.height(), volume.depth());
    }

    private static List<Row> pyTorch(String table) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.folder("architectures").resolve(table + ".tsv"))) {
            String[] cells = line.split("\t");
            boolean layer = Character.isDigit(cells[0].charAt(0));
            boolean idle =
                    layer && (IDLE.contains(cells[2]) || cells[2].startsWith("Adaptive") && cells[3].equals(cells[4]));
            if (!layer || idle) {
                continue;
            }
            List<Integer> sizes = whd(cells[4]);
            boolean whole = cells[2].equals("AvgPool2d") && sizes.get(0) * sizes.get(1) == 1;
            String kind = whole ? "GAP" : KINDS.getOrDefault(cells[2], "no kind for " + cells[2]);
            rows.add(new Row(kind, sizes, Long.parseLong(cells[5]), Long.parseLong(cells[6])));
        }
        return rows;
    }

    /** PyTorch's 1xCxHxW or 1xC as width, height, depth. */
    private static List<Integer> whd(String nchw) {
        List<Integer> sizes =
                Arrays.stream(nchw.split("x")).map(Integer::valueOf).toList();
        return sizes.size() == 2 ? List.of(1, 1, sizes.get(1)) : List.of(sizes.get(3), sizes.get(2), sizes.get(1));
    }

    private static void agreesInTotals(String name, CheckedNetwork.Totals totals) throws IOException {
        String[] cells = Files.readAllLines(SharedData.folder("architectures").resolve("totals.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(line -> line[0].equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(totals.parameters()).isEqualTo(Long.parseLong(cells[2]));
        assertThat(totals.statistics()).isEqualTo(Long.parseLong(cells[3]));
        assertThat(totals.macs()).isEqualTo(Long.parseLong(cells[4]));
    }

    // -- Darknet ----------------------------------------------------------------------------------------------------

    private static final Pattern WINDOW =
            Pattern.compile("\\d+ (conv|max) .* -> +(\\d+) x +(\\d+) x *(\\d+)(?: +([0-9.]+) BFLOPs)?");
    private static final Pattern CONNECTED = Pattern.compile("\\d+ (connected|avg) .* -> +(\\d+)");

    private static final Map<String, String> DARKNET =
            Map.of("conv", "CONV", "max", "POOL", "connected", "FC", "avg", "GAP");

    /** Darknet prints no activations and no batch normalisation; its FLOPs are 2 for each MAC. */
    private static List<String> darknet(String table) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line :
                Files.readAllLines(SharedData.folder("architectures").resolve("darknet-" + table + ".txt"))) {
            Matcher window = WINDOW.matcher(line.strip());
            Matcher connected = CONNECTED.matcher(line.strip());
            if (window.matches()) {
                rows.add(DARKNET.get(window.group(1)) + " " + window.group(2) + "x" + window.group(3) + "x"
                        + window.group(4) + (window.group(5) == null ? "" : " " + window.group(5)));
            } else if (connected.matches()) {
                rows.add(DARKNET.get(connected.group(1)) + " 1x1x" + connected.group(2));
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static List<String> asDarknetPrints(Compilation compilation) {
        return compilation.network().rows().stream()
                .filter(row -> DARKNET.containsValue(row.kind()))
                .map(row -> row.kind() + " " + row.output()
                        + (row.kind().equals("CONV") ? String.format(Locale.ROOT, " %.3f", 2 * row.macs() / 1e9) : ""))
                .toList();
    }

    @Test
    void agreesWithDarknetsVgg16() throws IOException {
        assertThat(asDarknetPrints(SampleFiles.compile("vgg16.cnn"))).containsExactlyElementsOf(darknet("vgg-16"));
    }

    @Test
    void agreesWithDarknetsAlexNet() throws IOException {
        Compilation alexnet = Cnnc.compile("""
                input 227x227x3
                default POOL(3x3, stride=2)
                layers CONV(96, 11x11, stride=4) - ReLU - POOL - CONV(256, 5x5, pad=2) - ReLU - POOL,
                       CONV(384, pad=1) - ReLU - CONV(384, pad=1) - ReLU - CONV(256, pad=1) - ReLU - POOL,
                       (FC(4096) - ReLU - DROPOUT)*2 - SOFTMAX(1000)
                """);
        assertThat(asDarknetPrints(alexnet)).containsExactlyElementsOf(darknet("alexnet"));
    }

    @Test
    void agreesWithDarknetsReferenceNetwork() throws IOException {
        Compilation reference = Cnnc.compile("""
                input 256x256x3
                block Step(k) = CONV(k, 3x3, pad=1, bias=false) - BN - LeakyReLU(0.1)
                layers (Step(k) - POOL) * (k in [16, 32, 64, 128, 256, 512]) - Step(1024) - GAP - CONV(1000, 1x1) - SOFTMAX
                """);
        assertThat(asDarknetPrints(reference)).containsExactlyElementsOf(darknet("darknet"));
    }
}
