package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchTest {

    private static Ran bench(Object... arguments) {
        return Ran.of(Stream.concat(Stream.of("bench", "--seconds", "0.01", "--warm-up", "0"), Stream.of(arguments))
                .toArray());
    }

    @Test
    void saysHowFastAndHowLarge() {
        Ran ran = bench(Ran.LENET);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lines().get(0)).isEqualTo("LeNet5  28x28x1 to 1x1x10, 1 thread, batch 1, random weights");
        assertThat(ran.lines().stream().map(line -> line.split(" ")[0]).toList())
                .containsSubsequence("median", "min", "p90", "p99", "max", "throughput", "memory", "calls");
        assertThat(ran.out()).contains("weights 241.0 KB, workspace ").contains("jdk.incubator.vector");
    }

    @Test
    void jsonHasTheKeysProgramsReadInOrderOfSize() throws IOException {
        Ran ran = bench(Ran.LENET, "--batch", 3, "--json", "--weights", Ran.WEIGHTS);

        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.get("batch").asInt()).isEqualTo(3);
        assertThat(json.get("threads").asInt()).isEqualTo(1);
        assertThat(json.get("calls").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(json.get("weights").asText()).isEqualTo(Ran.WEIGHTS.toString());
        List<Double> times = new ArrayList<>();
        for (String key : List.of("min_ms", "median_ms", "p90_ms", "p99_ms", "max_ms")) {
            times.add(json.get(key).asDouble());
        }
        assertThat(times).isSorted().allMatch(t -> t > 0);
        assertThat(json.get("images_per_s").asDouble()).isPositive();
        assertThat(json.get("workspace_mb").asDouble()).isPositive();
        // Only Linux tells it.
        assertThat(!json.has("peak_rss_mb") || json.get("peak_rss_mb").asDouble() > 1)
                .isTrue();
    }

    @Test
    void takesAFormula() {
        assertThat(bench("-e", "CONV(2)", "--input", "6x6x3").lines().get(0))
                .endsWith("6x6x3 to 4x4x2, 1 thread, batch 1, random weights");
    }

    @Test
    void saysWhatItCannotDo() {
        assertThat(bench(Ran.LENET, "--batch", 0).err()).isEqualTo("error: --batch needs a number from 1, not 0\n");
        assertThat(bench(Ran.LENET, "--threads", 0).err()).contains("--threads");
        assertThat(bench(Ran.LENET, "--batch", Integer.MAX_VALUE).err()).contains("the images alone would take");
        assertThat(Ran.of("bench", Ran.LENET, "--warm-up", "NaN").err()).contains("seconds from 0 to 86400");
        assertThat(bench(Ran.LENET, "--weights", "nowhere").code()).isEqualTo(1);
    }
}
