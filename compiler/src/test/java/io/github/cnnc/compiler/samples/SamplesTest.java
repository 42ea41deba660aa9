package io.github.cnnc.compiler.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.load.MethodSizes;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.reference.Agreement;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

    /** HotSpot's HugeMethodLimit. */
    private static final int METHOD_LIMIT = 8000;

    /** Weights of 250 to 550 MB are not made up for a test. */
    private static final Set<String> COMPILED_ONLY =
            Set.of("vgg16.cnn", "vgg16-stages.cnn", "vgg16-layers.cnn", "vgg11.cnn", "alexnet.cnn");

    /** What the bare formula needs from outside, and inputs that make the naive evaluation of large samples bearable. */
    private static final Map<String, Options> OPTIONS = Map.of(
            "formula.cnn",
            Options.NONE.define("N", "2").define("M", "3").define("K", "1").input("32x32x3"));

    private static final Map<String, String> SMALLER =
            Map.of("resnet18.cnn", "64x64x3", "squeezenet1_1.cnn", "71x71x3");

    static List<String> samples() {
        return SampleFiles.all();
    }

    static List<String> samplesThatRun() {
        return samples().stream().filter(s -> !COMPILED_ONLY.contains(s)).toList();
    }

    private static Options options(String sample) {
        return OPTIONS.getOrDefault(sample, Options.NONE);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void compilesWithoutAnError(String sample) {
        Compilation compilation = SampleFiles.compile(sample, options(sample));
        assertThat(compilation.succeeded()).as(compilation.report()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasNoMethodThatIsTooLargeForTheJit(String sample) {
        LoadedClass loaded = SampleFiles.compile(sample, options(sample)).load();
        loaded.classFiles()
                .forEach((name, bytes) -> assertThat(MethodSizes.of(bytes))
                        .as(name)
                        .allSatisfy(
                                (method, size) -> assertThat(size).as(method).isLessThan(METHOD_LIMIT)));
    }

    @ParameterizedTest
    @MethodSource("samplesThatRun")
    void computesWhatTheReferenceComputes(String sample) {
        Options options = options(sample);
        if (SMALLER.containsKey(sample)) {
            options = options.input(SMALLER.get(sample));
        }
        Compilation compilation = withoutExpectations(sample, options);
        Network network = compilation.network().network();
        Weights weights = Weights.random(network.tensors(), 1);
        double worst = Agreement.check(network, compilation.load(weights), weights, picture(network), sample);
        System.out.printf("%s: %.4f of the tolerance%n", sample, worst);
    }

    /** What a file expects, it expects of its own input. */
    private static Compilation withoutExpectations(String sample, Options options) {
        try {
            String text = Files.readString(SampleFiles.path(sample));
            return Cnnc.compile(text.replaceAll("(?m)^expect.*$", ""), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] picture(Network network) {
        Random random = new Random(2);
        float[] input = new float[network.volume(0).size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = network.input().isPlain() ? (float) random.nextGaussian() : random.nextInt(256);
        }
        return input;
    }

    @Test
    void areListedInTheReadme() throws IOException {
        String readme = Files.readString(SampleFiles.path("README.md"));
        assertThat(SampleFiles.all()).allSatisfy(sample -> assertThat(readme).contains("`" + sample + "`"));
    }
}
