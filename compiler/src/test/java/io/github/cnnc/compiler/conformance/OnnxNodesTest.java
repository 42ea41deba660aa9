package io.github.cnnc.compiler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** ONNX's own operator tests, through the reference evaluator and through generated code. */
class OnnxNodesTest {

    /** ONNX itself asks for 1e-3 and 1e-7. */
    private static final double RELATIVE = 1e-5;

    private static final double ABSOLUTE = 1e-7;

    private static final Map<String, String> LEFT_OUT = leftOut();

    private static Map<String, String> leftOut() {
        Map<String, String> all = new LinkedHashMap<>();
        leaveOut(all, "the language has no dilation for AVGPOOL", "averagepool_2d_dilations");
        leaveOut(
                all,
                "Clip (ReLU6) is not in this version",
                "clip",
                "clip_default_inbounds",
                "clip_default_max",
                "clip_default_min",
                "clip_example",
                "clip_inbounds",
                "clip_min_greater_than_max",
                "clip_outbounds",
                "clip_splitbounds");
        leaveOut(all, "ELU is not in this version", "elu_default", "elu_example");
        leaveOut(
                all, "HardSigmoid is not in this version", "hardsigmoid", "hardsigmoid_default", "hardsigmoid_example");
        leaveOut(all, "HardSwish is not in this version", "hardswish");
        leaveOut(all, "PReLU is not in this version", "prelu_broadcast", "prelu_example");
        return all;
    }

    private static void leaveOut(Map<String, String> all, String reason, String... cases) {
        for (String name : cases) {
            all.put("test_" + name, reason);
        }
    }

    /** Every case that is not left out; one that cannot be translated fails. */
    @TestFactory
    Stream<DynamicTest> givesTheStoredOutput() {
        return OnnxCase.names().stream()
                .filter(name -> !LEFT_OUT.containsKey(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> check(OnnxCase.read(name))));
    }

    private static void check(OnnxCase c) {
        OnnxTranslation translation = OnnxTranslation.of(c);
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
    void leavesOutOnlyWhatNoLayerExpresses() {
        List<String> names = OnnxCase.names();
        assertThat(names).containsAll(LEFT_OUT.keySet());
        Map<String, Integer> reasons = new TreeMap<>();
        LEFT_OUT.values().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        System.out.printf(
                "%d of ONNX's %d operator tests run; left out: %s%n",
                names.size() - LEFT_OUT.size(), names.size(), reasons);
    }
}
