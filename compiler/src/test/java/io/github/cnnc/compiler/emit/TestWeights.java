package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Random weights and inputs. */
public final class TestWeights {

    private TestWeights() {}

    /** About unit gain for each layer; variances are positive. */
    public static Map<String, float[]> random(Program program, Random random) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : program.tensors()) {
            int fanIn = Math.max(1, spec.size() / spec.shape().get(0));
            float[] values = new float[spec.size()];
            for (int i = 0; i < values.length; i++) {
                boolean variance = spec.name().endsWith("running_var");
                values[i] = variance ? 0.5f + random.nextFloat() : (float) (random.nextGaussian() / Math.sqrt(fanIn));
            }
            tensors.put(spec.name(), values);
        }
        return tensors;
    }

    public static float[] input(Program program, Random random) {
        float[] values = new float[program.input().volume().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    public static Weights weights(Program program, Map<String, float[]> tensors) {
        Map<String, Tensor> shaped = new LinkedHashMap<>();
        program.tensors().forEach(spec -> shaped.put(spec.name(), new Tensor(spec.shape(), tensors.get(spec.name()))));
        return Weights.of(shaped);
    }
}
