package io.github.cnnc.compiler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** ONNX's own operator tests, through the reference evaluator and through generated code. */
class OnnxNodesTest {

    /** ONNX itself asks for 1e-3 and 1e-7. */
    private static final double RELATIVE = 1e-5;

    private static final double ABSOLUTE = 1e-7;

    /** Every case; one that cannot be translated fails. */
    @TestFactory
    Stream<DynamicTest> givesTheStoredOutput() {
        return OnnxCase.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(OnnxCase.read(name))));
    }

    private static void check(OnnxCase c) {
        OnnxTranslation translation = OnnxComposition.isNeeded(c) ? OnnxComposition.of(c) : OnnxTranslation.of(c);
        Compilation compilation = Cnnc.compile(translation.text());
        var network = compilation.network().network();
        LoadedClass loaded = compilation.load();
        for (OnnxTranslation.Run run : translation.runs()) {
            double[] reference = new ReferenceEvaluator(network, run.weights()).evaluate(run.input());
            float[] generated = loaded.model(run.weights()).predict(run.input());
            assertThat(reference).hasSameSizeAs(run.expected());
            for (int i = 0; i < reference.length; i++) {
                double expected = run.expected()[i];
                var tolerance = within(ABSOLUTE + RELATIVE * Math.abs(expected));
                assertThat(reference[i])
                        .as("reference, element %d of %s", i, translation.text())
                        .isCloseTo(expected, tolerance);
                assertThat((double) generated[i])
                        .as("generated, element %d of %s", i, translation.text())
                        .isCloseTo(expected, tolerance);
            }
        }
    }

    @Test
    void composesOnlyWhatHasOtherParametersThanOurLayers() {
        List<String> names = OnnxCase.names();
        Set<String> composed = names.stream()
                .map(OnnxCase::read)
                .filter(OnnxComposition::isNeeded)
                .map(c -> c.node().operator())
                .collect(Collectors.toSet());
        assertThat(composed).containsExactlyInAnyOrder("Clip", "HardSigmoid", "AveragePool");
    }
}
