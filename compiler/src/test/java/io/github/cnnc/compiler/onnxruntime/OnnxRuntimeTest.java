package io.github.cnnc.compiler.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.reference.Agreement;
import io.github.cnnc.compiler.reference.RandomNetworkText;
import io.github.cnnc.compiler.samples.SampleFiles;
import io.github.cnnc.runtime.Weights;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks beside ONNX Runtime, which is not ours: the samples, and networks made up from seeds. It comes from Maven Central
 * like every other dependency of the tests, so nothing is skipped where it is missing.
 */
class OnnxRuntimeTest {

    private static final int NETWORKS = 150;

    static List<String> samples() {
        return SampleFiles.all();
    }

    /** As in the comparison with the reference: scores, without the softmax that hides differences. */
    @ParameterizedTest
    @MethodSource("samples")
    void scoresWhatTheSamplesScore(String sample) {
        Compilation compilation = SampleFiles.compileSmall(sample);
        Network network = compilation.network().network();
        Weights weights = Weights.random(network.tensors(), 1);
        float[] picture = Agreement.input(network, 2);
        float[] actual = compilation.load(weights).predict(picture);
        float[] expected = OnnxRuntime.run(network, weights, picture);
        assertThat(actual).hasSameSizeAs(expected);
        double largest = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(expected[i]))
                .max()
                .orElseThrow();
        assertThat(largest).isPositive().isFinite();
        double worst = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(actual[i] - expected[i]) / largest)
                .max()
                .orElseThrow();
        System.out.printf("ONNX Runtime, %s: %.1e of the largest score%n", sample, worst);
        assertThat(worst).isLessThan(4e-5);
    }

    /** Here the tolerance follows every rounding, and ONNX Runtime rounds like any other computation in floats. */
    @Test
    void computesWhatTheReferenceComputesInRandomNetworks() {
        Set<String> kinds = new TreeSet<>();
        double worst = 0;
        int done = 0;
        for (long seed = 500_000; done < NETWORKS; seed++) {
            String text = RandomNetworkText.of(seed, 300_000);
            Network network = Cnnc.compile(text).network().network();
            if (!OnnxNetwork.canSay(network)) {
                continue;
            }
            Weights weights = Weights.random(network.tensors(), seed);
            float[] picture = Agreement.input(network, seed);
            float[] theirs = OnnxRuntime.run(network, weights, picture);
            worst = Math.max(worst, Agreement.check(network, theirs, weights, picture, "seed " + seed + "\n" + text));
            network.nodes().forEach(node -> kinds.add(node.layer().kind()));
            done++;
        }
        System.out.printf("ONNX Runtime, %d random networks: at worst %.3f of the tolerance%n", done, worst);
        assertThat(kinds)
                .containsAll(LayerKinds.all().stream()
                        .map(kind -> kind.signature().name())
                        .toList());
    }
}
