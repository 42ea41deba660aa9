package io.github.cnnc.runtime.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorsTest {

    private static final List<TensorSpec> SPECS = List.of(TensorSpec.of("long", 3), TensorSpec.of("short", 2));

    private static Weights weights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("long", new Tensor(List.of(3), new float[] {1, 2, 3}));
        tensors.put("short", new Tensor(List.of(2), new float[] {4, 5}));
        return Weights.of(tensors);
    }

    @Test
    void oneArrayIsLentForAll(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        weights().write(file);
        for (Weights weights : List.of(weights(), Weights.read(file))) {
            Tensors tensors = Tensors.matching(weights, SPECS);

            float[] first = tensors.lend(0);
            assertThat(first).containsExactly(1, 2, 3);
            assertThat(tensors.lend(1)).isSameAs(first).containsExactly(4, 5, 3);
        }
    }

    @Test
    void aLongerTensorNeedsALongerArray() {
        Tensors tensors = Tensors.matching(weights(), List.of(SPECS.get(1), SPECS.get(0)));

        assertThat(tensors.lend(0)).containsExactly(4, 5);
        assertThat(tensors.lend(1)).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsWrittenToALentArrayDoesNotReachTheWeights() {
        Tensors tensors = Tensors.matching(weights(), SPECS);

        tensors.lend(0)[0] = 9;

        assertThat(tensors.get(0)).containsExactly(1, 2, 3);
        assertThat(tensors.lend(0)).containsExactly(1, 2, 3);
    }
}
