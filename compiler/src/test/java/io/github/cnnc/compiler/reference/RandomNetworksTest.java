package io.github.cnnc.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.CompilationFailed;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.emit.Javac;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks made up from seeds, from text to numbers, beside the reference. */
class RandomNetworksTest {

    private static final int NETWORKS = 120;

    private static final long MOST_MACS = 300_000;

    private static final Map<String, Integer> KINDS = new TreeMap<>();

    /** How a compilation becomes a model. */
    private interface Loading {
        Model load(Compilation compilation, Weights weights);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void computeWhatTheReferenceComputes(int part) {
        double worst = 0;
        for (int i = 0; i < NETWORKS; i++) {
            worst = Math.max(worst, check(10_000L * part + i, MOST_MACS, Options.NONE, Compilation::load));
        }
        System.out.printf("%d random networks, at worst %.3f of the tolerance; so far %s%n", NETWORKS, worst, KINDS);
    }

    @Test
    void computeTheSameWithoutAnyLoop() {
        Options unrolled = Options.NONE.unroll(Unroll.FULL);
        int done = 0;
        for (long seed = 100_000; done < 20; seed++) {
            if (!isTooLarge(Cnnc.compile(RandomNetworkText.of(seed, 2_000), unrolled))) {
                check(seed, 2_000, unrolled, Compilation::load);
                done++;
            }
        }
    }

    /** Pools and sums have no MACs and yet terms, for which there is a limit where every one is written. */
    private static boolean isTooLarge(Compilation compilation) {
        try {
            compilation.plan();
            return false;
        } catch (CompilationFailed e) {
            return e.diagnostics().get(0).code() == Code.CNN064;
        }
    }

    @Test
    void computeTheSameBarelyUnrolled() {
        for (int i = 0; i < 20; i++) {
            check(200_000L + i, 100_000, Options.NONE.unroll(Unroll.NONE), Compilation::load);
        }
    }

    @Test
    void computeTheSameCompiledByJavac() {
        for (int i = 0; i < 12; i++) {
            check(
                    300_000L + i,
                    100_000,
                    Options.NONE,
                    (compilation, weights) ->
                            Javac.load(compilation.java("test", "Net")).model(weights));
        }
    }

    @Test
    void meetEveryKindOfLayer() {
        for (int i = 0; i < 200; i++) {
            count(Cnnc.compile(RandomNetworkText.of(i, MOST_MACS)).network().network());
        }
        assertThat(KINDS.keySet())
                .containsAll(LayerKinds.all().stream()
                        .map(kind -> kind.signature().name())
                        .toList())
                .contains("ADD", "CONCAT", "MULTIPLY");
    }

    private static double check(long seed, long mostMacs, Options options, Loading loading) {
        String text = RandomNetworkText.of(seed, mostMacs);
        String what = "seed " + seed + "\n" + text;
        try {
            Compilation compilation = Cnnc.compile(text, options);
            Network network = compilation.network().network();
            count(network);
            Weights weights = Weights.random(network.tensors(), seed);
            return Agreement.check(
                    network, loading.load(compilation, weights), weights, Agreement.input(network, seed), what);
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    private static void count(Network network) {
        for (Node node : network.nodes()) {
            KINDS.merge(node.layer().kind(), 1, Integer::sum);
        }
    }
}
