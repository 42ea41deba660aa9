package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain-plan}, {@code bench --layers} and {@code tune}. */
class PlanCommandsTest {

    @TempDir
    Path folder;

    @Test
    void explainPlanSaysHowEachOperationRuns() {
        Ran ran = Ran.of("explain-plan", Ran.LENET, "--lanes", 1);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("conv1", "estimated", "lower bound", "HotSpot compiles none of 8,000");
    }

    @Test
    void explainPlanIsJsonForPrograms() throws IOException {
        for (int lanes : new int[] {1, 4, 8, 16}) {
            Ran ran = Ran.of("explain-plan", Ran.LENET, "--lanes", lanes, "--json");

            assertThat(ran.err()).isEmpty();
            assertThat(new ObjectMapper().readTree(ran.out()).isObject()).isTrue();
        }
    }

    @Test
    void lanesThatThereAreNot() {
        assertThat(Ran.of("explain-plan", Ran.LENET, "--lanes", 3).err())
                .contains("--lanes needs 16, 8, 4 or 1, not 3");
    }

    @Test
    void benchTellsTheTimeOfEachOperation() {
        Ran ran = Ran.of("bench", Ran.LENET, "--layers", "--seconds", "0.01", "--warm-up", "0", "--lanes", 1);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("conv1", "fc3", "GFLOP/s");
    }

    @Test
    void benchTellsTheTimeOfEachOperationOnTwoThreads() {
        Ran ran = Ran.of(
                "bench",
                "-e",
                "CONV(8, 3x3)-ReLU, CONV(64, 1x1), FC(4)",
                "--input",
                "32x32x3",
                "--layers",
                "--threads",
                2,
                "--seconds",
                "0.01",
                "--warm-up",
                "0");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("2 threads", "conv2", "GFLOP/s on one core");
        assertThat(Ran.of("bench", Ran.LENET, "--layers", "--batch", 2).err())
                .contains("--layers measures one image at a time, not a batch of 2");
    }

    @Test
    void tuneWritesWhatEveryOtherCommandReads() throws IOException {
        Path network = Files.writeString(folder.resolve("tiny.cnn"), "network tiny\ninput 4x4x1\nlayers FC(3)-ReLU\n");
        Path tuned = folder.resolve("tiny.tune");

        Ran ran = Ran.of("tune", network, "--lanes", 1);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("different operation", tuned.getFileName().toString() + " written");
        assertThat(Files.readString(tuned)).contains("1 | dense input 4x4x1 to 1x1x3");
        assertThat(Ran.of("explain-plan", network, "--lanes", 1).out()).contains("measured;");

        Files.writeString(tuned, "1 | nonsense\n");
        assertThat(Ran.of("explain-plan", network, "--lanes", 1).err()).contains("tiny.tune:1");
    }
}
