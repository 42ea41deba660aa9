package io.github.cnnc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receptive fields as published by Araujo, Norris and Sim (2019), table 1, worked out by hand, and counted pixel by pixel. */
class ReachTest {

    private static final Path SAMPLES = Path.of(System.getProperty("cnnc.root"), "samples");

    @Test
    void vgg16EndsWith212() {
        Compilation vgg = Cnnc.compile(SAMPLES.resolve("vgg16.cnn"));
        Reach reach = row(vgg, "pool5").reach();
        assertThat(reach.field()).isEqualTo("212x212");
        assertThat(reach.stride()).isEqualTo("32");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            CONV(4, 3x3);                                    3x3; 1
            CONV(4, 5x3, stride=2x1, round=floor);           5x3; 2x1
            CONV(4, 3x3, dilation=2) - CONV(4, 3x3);         7x7; 1
            CONV(4) - POOL(2x2, round=floor) - CONV(4);      8x8; 2
            {CONV(8, 1x1) + CONV(8, 5x5, pad=2)} - CONV(4);  7x7; 1
            POOL(2x2) - UPSAMPLE(2) - CONV(4);               4x4; 1
            UPSAMPLE(2) - AVGPOOL(2);                        1x1; 1
            UPSAMPLE(3) - AVGPOOL(2) - AVGPOOL(2);           2x2; 4/3
            UPSAMPLE(2x1);                                   1x1; 1/2x1
            UPSAMPLE(2);                                     1x1; 1/2
            UPSAMPLE(2, mode=bilinear);                      2x2; 1/2
            UPSAMPLE(1, mode=bilinear);                      1x1; 1
            UPSAMPLE(3, mode=bilinear) - AVGPOOL(3);         3x3; 1
            CONV(4, 3x3, pad=1) - FC(10);                    32x32; 1
            CONV(4, 3x3, pad=1) - GAP - FC(2) - ReLU;        32x32; 1
            CONV(4, 3x3, pad=1) - FLATTEN - FC(10);          32x32; 1
            CROP([4, 0, 0, 6]) - GAP;                        28x26; 1
            PAD(3) - CONV(4, 3x3) - GMP;                     32x32; 1
            {CROP([0, 8, 0, 0]) + CROP([8, 0, 0, 0])};       9x1; 1
            {ID & GAP-FC(8)} - CONV(4);                      32x32; 1
            {POOL(2) + CONV(8, 17x17)} - CONV(1);            19x19; 2
            GAP - UPSAMPLE(4000);                            32x32; 1/4000
            (CONV(1, 3x3, pad=1))*20;                        41x41; 1
            GMP;                                             32x32; 1
            GAP;                                             32x32; 1
            CONV(4) - FC(10);                                32x32; 1
            """)
    void fieldsAddUp(String chain, String field, String stride) {
        Compilation compilation = Cnnc.compile("input 32x32x8 layers " + chain);
        LayerRow last =
                compilation.network().rows().get(compilation.network().rows().size() - 1);
        assertThat(last.reach().field()).isEqualTo(field);
        assertThat(last.reach().stride()).isEqualTo(stride);
    }

    @Test
    void behindUpsamplingEachElementsFieldIsWhole() {
        Compilation net = Cnnc.compile("""
                input 64x64x3
                layers CONV(8,3x3,pad=1,dilation=1)-CONV(8,3x3,pad=2,dilation=2)-CONV(8,3x3,pad=4,dilation=4)-UPSAMPLE(2)
                       -CONV(8,3x3,pad=1)-{ID | POOL(5,stride=1,pad=2)}-AVGPOOL(2)
                """);
        assertThat(row(net, "avgpool1").reach().field()).isEqualTo("19x19");
        assertThat(row(net, "avgpool1").reach().stride()).isEqualTo("1");
    }

    /** What reaches an output from each input pixel, through weights that are all 1. */
    @Test
    void agreesWithWhatTheReferenceEvaluationSees() {
        int compared = 0;
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            String text = "input " + (6 + random.nextInt(9)) + "x" + (6 + random.nextInt(9))
                    + "x1 default CONV(1, bias=false," + " round=floor), AVGPOOL(round=floor) layers "
                    + chain(random, 1 + random.nextInt(5));
            Compilation compilation = Cnnc.compile(text);
            if (compilation.succeeded()) {
                LayerRow last = compilation
                        .network()
                        .rows()
                        .get(compilation.network().rows().size() - 1);
                assertThat(last.reach().field())
                        .as("seed " + seed + ": " + text)
                        .isEqualTo(seen(compilation));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(150);
    }

    private static String chain(Random random, int layers) {
        return IntStream.range(0, layers).mapToObj(i -> layer(random)).collect(Collectors.joining(" - "));
    }

    private static String layer(Random random) {
        String kernel = (1 + random.nextInt(3)) + "x" + (1 + random.nextInt(3));
        String stride = ", stride=" + (1 + random.nextInt(3)) + "x" + (1 + random.nextInt(2));
        return switch (random.nextInt(9)) {
            case 0, 1 -> "CONV(kernel=" + kernel + stride + ", dilation=" + (1 + random.nextInt(2)) + ")";
            case 2 -> "AVGPOOL(" + kernel + stride + ")";
            case 3, 4 -> "UPSAMPLE(" + (1 + random.nextInt(4)) + "x" + (1 + random.nextInt(3)) + ")";
            case 5 -> "CROP([" + random.nextInt(2) + ", " + random.nextInt(2) + ", " + random.nextInt(2) + ", 0])";
            case 6 -> "{UPSAMPLE(2) + UPSAMPLE(4)-AVGPOOL(2)}";
            case 7 -> "{CROP([1, 0, 0, 1]) + CONV(kernel=2x2)}";
            default -> random.nextInt(4) == 0 ? "GAP" : "{ID & GAP}";
        };
    }

    private static String seen(Compilation compilation) {
        Network network = compilation.network().network();
        Map<String, Tensor> ones = new HashMap<>();
        for (TensorSpec spec : network.tensors()) {
            float[] values = new float[spec.shape().stream().reduce(1, (a, b) -> a * b)];
            Arrays.fill(values, 1);
            ones.put(spec.name(), new Tensor(spec.shape(), values));
        }
        ReferenceEvaluator reference = new ReferenceEvaluator(network, Weights.of(ones));
        Volume in = network.volume(0);
        int size = network.outputVolume().size();
        int[] left = new int[size];
        int[] right = new int[size];
        int[] top = new int[size];
        int[] bottom = new int[size];
        Arrays.fill(left, in.width());
        Arrays.fill(right, -1);
        Arrays.fill(top, in.height());
        Arrays.fill(bottom, -1);
        float[] dark = new float[in.size()];
        Arrays.fill(dark, 1);
        double[] usual = reference.evaluate(dark);
        for (int y = 0; y < in.height(); y++) {
            for (int x = 0; x < in.width(); x++) {
                float[] lit = dark.clone();
                lit[in.index(0, y, x)] = 2;
                double[] out = reference.evaluate(lit);
                for (int i = 0; i < size; i++) {
                    if (out[i] != usual[i]) {
                        left[i] = Math.min(left[i], x);
                        right[i] = Math.max(right[i], x);
                        top[i] = Math.min(top[i], y);
                        bottom[i] = Math.max(bottom[i], y);
                    }
                }
            }
        }
        int width =
                IntStream.range(0, size).map(i -> right[i] - left[i] + 1).max().orElseThrow();
        int height =
                IntStream.range(0, size).map(i -> bottom[i] - top[i] + 1).max().orElseThrow();
        return width + "x" + height;
    }

    /** Layers along one axis, followed position by position over a line without ends, so that padding counts. */
    @Test
    void agreesWithSetsOfPositionsWherePaddingCounts() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> layers = new ArrayList<>();
            LongFunction<Set<Long>> sees = Set::of;
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                int kernel = 1 + random.nextInt(4);
                int stride = 1 + random.nextInt(3);
                int before = random.nextInt(kernel);
                int factor = 1 + random.nextInt(4);
                LongFunction<Set<Long>> in = sees;
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        layers.add("CONV(1, " + kernel + "x1, stride=" + stride + "x1, pad=[" + before
                                + ", 0, 0, 0], round=floor)");
                        sees = o -> union(in, LongStream.range(o * stride - before, o * stride - before + kernel));
                    }
                    case 2 -> {
                        layers.add("UPSAMPLE(" + factor + "x1)");
                        sees = o -> in.apply(Math.floorDiv(o, (long) factor));
                    }
                    default -> {
                        layers.add("UPSAMPLE(" + factor + "x1, mode=bilinear)");
                        sees = o -> {
                            double place = (o + 0.5) / factor - 0.5;
                            // Weights of a billionth are roundings of 0.
                            return union(in, LongStream.rangeClosed((long) Math.floor(place + 1e-9), (long)
                                    Math.ceil(place - 1e-9)));
                        };
                    }
                }
            }
            Compilation compilation = Cnnc.compile("input 40x1x1 layers " + String.join(" - ", layers));
            if (compilation.succeeded()) {
                LayerRow last = compilation.network().rows().get(layers.size() - 1);
                long most = 0;
                for (int o = 0; o < last.output().width(); o++) {
                    Set<Long> seen = sees.apply(o);
                    most = Math.max(most, Collections.max(seen) - Collections.min(seen) + 1);
                }
                assertThat(last.reach().width())
                        .as("seed " + seed + ": " + layers)
                        .isEqualTo(most);
            }
        }
    }

    private static Set<Long> union(LongFunction<Set<Long>> in, LongStream positions) {
        return positions.boxed().flatMap(p -> in.apply(p).stream()).collect(Collectors.toSet());
    }

    /** Nothing of this may hang or overflow. */
    @Test
    void whatIsTooMuchToFollowSeesTheWholeInput() {
        assertThat(last("input 8x8x1 layers UPSAMPLE(5000x1)").reach().field()).isEqualTo("8x1");
        assertThat(last("input 8x1x1 layers (POOL(1, stride=1000000000, round=ceil) - PAD(1) - CROP(1))*5")
                        .reach()
                        .stride())
                .isEqualTo(Long.toString(Long.MAX_VALUE));
    }

    private static LayerRow last(String text) {
        Compilation compilation = Cnnc.compile(text);
        return compilation.network().rows().get(compilation.network().rows().size() - 1);
    }

    @Test
    void aLayerHoldsWhatItReadsAndMakesAndWhatIsReadLater() {
        Compilation compilation = Cnnc.compile("input 4x4x1 layers CONV(2, 1x1) - {CONV(3, 1x1) | ID}");
        assertThat(row(compilation, "conv1").liveBytes()).isEqualTo(4 * (16 + 32));
        assertThat(row(compilation, "conv2").liveBytes()).isEqualTo(4 * (32 + 48));
        assertThat(compilation.network().totals().activationBytes())
                .isEqualTo(compilation.network().rows().stream()
                        .mapToLong(LayerRow::liveBytes)
                        .max()
                        .orElseThrow());
    }

    private static LayerRow row(Compilation compilation, String name) {
        return compilation.network().rows().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
