package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {

    @TempDir
    Path folder;

    private Path before;
    private Path after;

    @BeforeEach
    void files() throws IOException {
        before = Files.writeString(folder.resolve("before.cnn"), "input 8x8x1 layers CONV(K)-ReLU-GAP-FC(3)");
        after = Files.writeString(folder.resolve("after.cnn"), "input 8x8x1 layers CONV(K)-BN-ReLU-GAP-FC(4)");
    }

    @Test
    void changesStandBetweenWhatIsAlike() {
        Ran ran = Ran.of("diff", before, after, "-D", "K=2");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("--- " + before + "\n+++ " + after + "\n" + """

                   name         layer                   volume  parameters    MACs
                -  -----------  --------------  --------------  ----------  ------
                   ... 1 alike
                +  bn1          BN                       6x6x2           4
                   ... 2 alike
                ~  fc1          FC(3) -> FC(4)  1x1x3 -> 1x1x4     9 -> 12  6 -> 8

                total        before  after       difference
                -----------  ------  -----  ---------------
                input         8x8x1  8x8x1
                output        1x1x3  1x1x4
                layers            4      5     +1 (+25.0 %)
                parameters       29     36     +7 (+24.1 %)
                MACs            654    656      +2 (+0.3 %)
                weights       116 B  160 B  +44 B (+37.9 %)
                activations   576 B  576 B
                """);
    }

    @Test
    void theExitCodeSaysOnRequestThatTheyDiffer() {
        assertThat(Ran.of("diff", "--exit-code", before, after, "-D", "K=2").code())
                .isEqualTo(1);
        Ran same = Ran.of("diff", "--exit-code", before, before, "-D", "K=2");
        assertThat(same.code()).isZero();
        assertThat(same.lines()).contains("the networks are alike").noneMatch(line -> line.contains("conv1"));
    }

    @Test
    void definitionsAndInputGoForBoth() {
        assertThat(Ran.of("diff", before, after, "-D", "K=5", "--input", "9x9x2")
                        .out())
                .contains("7x7x5")
                .contains("input         9x9x2   9x9x2");
    }

    @Test
    void markdownIsATable() {
        assertThat(Ran.of("diff", before, after, "-D", "K=2", "--format", "markdown")
                        .lines())
                .contains("| ~ | fc1 | `FC(3) -> FC(4)` | 1x1x3 -> 1x1x4 | 9 -> 12 | 6 -> 8 |")
                .contains("| parameters | 29 | 36 | +7 (+24.1 %) |");
    }

    @Test
    void jsonHasEveryLayer() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Ran.of("diff", before, after, "-D", "K=2", "--format", "json")
                        .out());

        assertThat(json.get("same").asBoolean()).isFalse();
        assertThat(json.get("before").get("parameters").asLong()).isEqualTo(29);
        assertThat(json.get("after").get("macs").asLong())
                .isEqualTo(2 + json.get("before").get("macs").asLong());
        assertThat(json.get("layers").findValuesAsText("change"))
                .containsExactly("same", "added", "same", "same", "changed");
        assertThat(json.get("layers").get(4).toString())
                .isEqualTo("{\"change\":\"changed\",\"before\":{\"name\":\"fc1\",\"kind\":\"FC\",\"text\":\"FC(3)\","
                        + "\"output\":\"1x1x3\",\"parameters\":9,\"macs\":6},\"after\":{\"name\":\"fc1\",\"kind\":\"FC\","
                        + "\"text\":\"FC(4)\",\"output\":\"1x1x4\",\"parameters\":12,\"macs\":8}}");
    }

    @Test
    void aChangeThatNoFigureShowsIsSaid() throws IOException {
        Path small = Files.writeString(folder.resolve("small.cnn"), "input 8x8x1 layers GAP");
        Path large = Files.writeString(folder.resolve("large.cnn"), "input 9x9x1 layers GAP");
        assertThat(Ran.of("diff", small, large).lines())
                .anyMatch(line -> line.startsWith("~  input") && line.contains("8x8x1 -> 9x9x1"))
                .anyMatch(line -> line.startsWith("~  gap1") && line.contains("GAP of 8x8x1 -> 9x9x1"));
    }

    @Test
    void whatIsWrongInEitherIsSaidOnce() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.cnn"), "layers CONV(");
        Ran ran = Ran.of("diff", wrong, wrong);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).containsOnlyOnce("error[CNN001]");
        assertThat(Ran.of("diff", before))
                .isEqualTo(new Ran(1, "", "error: give two FILEs, the one before and the one after\n"));
    }
}
