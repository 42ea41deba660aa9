package io.github.cnnc.compiler.elaborate;

import static io.github.cnnc.compiler.elaborate.Networks.codes;
import static io.github.cnnc.compiler.elaborate.Networks.layers;
import static io.github.cnnc.compiler.elaborate.Networks.names;
import static io.github.cnnc.compiler.elaborate.Networks.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a chain. */
class ChainsTest {

    private static final String IN = "input 9x9x4 ";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FC(1)?(true):FC(2); FC(1)",
                "FC(1)?(false):FC(2); FC(2)",
                "FC(1)?(false):FC(2)*2; FC(2) FC(2)",
                "FC(1)*2?(true):FC(2)*3; FC(1) FC(1)",
                "FC(1)?(false):FC(2)?(true):FC(3); FC(2)",
                "FC(1)?(false):FC(2)?(false):FC(3); FC(3)",
                "FC(1)?(false):FC(2)?(false) - FC(4); FC(4)",
                "FC(1)?(true)?(false):FC(2); FC(2)",
                "FC(1)?(false)?(true):FC(2) - FC(4); FC(4)",
                "(FC(1)?(false):(FC(2) - FC(3)))*2; FC(2) FC(3) FC(2) FC(3)",
                "(FC(i)?(i < 2):FC(7)?(i < 3):FC(8))*(i in 1..3); FC(1) FC(7) FC(8)",
                "FC(1)?(depth > 4):FC(2)?(depth > 3):FC(3); FC(2)",
                "[FC(1)?(false):FC([5, 6])]*2; FC(5) FC(6)",
                "FC(1)?(false):[FC([5, 6])]*2; FC(5) FC(6)"
            })
    void anAlternativeIsThereWhereTheConditionDoesNotHold(String chain, String expected) {
        assertThat(layers(IN + "layers " + chain)).containsExactly(expected.split(" "));
    }

    @Test
    void theLabelOfAnAlternativeIsItsOwn() {
        assertThat(names(IN + "layers FC(1) @a?(false):FC(2) @b - (FC(1)?(true):FC(2)) @c"))
                .containsExactly("b", "c.fc1");
    }

    @Test
    void anAlternativeIsNotLookedIntoWhereTheConditionHolds() {
        assertThat(codes(IN + "layers FC(1)?(true):CONV(1, 99x99)")).isEmpty();
        assertThat(codes(IN + "layers FC(1)?(false):CONV(1, 99x99)")).containsExactly(Code.CNN030);
        assertThat(codes(IN + "layers FC(1)?(3):CONV(1, 99x99)")).containsExactly(Code.CNN023);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FC(1) - FC(2)", "FC(1), FC(2)", "FC(1)\u2212FC(2)", "FC(1) \u2013 FC(2)", "(FC(1)) - ((FC(2)))"
            })
    void stepsFollowOneAnother(String chain) {
        assertThat(layers(IN + "layers " + chain)).containsExactly("FC(1)", "FC(2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(FC(1))*2",
                "FC(1)*2",
                "FC(1) \u00d7 2",
                "FC(1)\u22172",
                "FC(1)*n",
                "FC(1)*(n)",
                "FC(1)*(n + 0)",
                "FC(1)*2*1"
            })
    void repeats(String chain) {
        assertThat(layers("let n = 2 " + IN + "layers " + chain + "-FC(3)")).containsExactly("FC(1)", "FC(1)", "FC(3)");
    }

    @Test
    void zeroRepeatsAreNothing() {
        assertThat(layers(IN + "layers (FC(1))*0 - FC(2)")).containsExactly("FC(2)");
        assertThat(output(IN + "layers ReLU*0")).isEqualTo("9x9x4");
    }

    @Test
    void aStageReadsLists() {
        assertThat(layers("let N = [1, 2] " + IN + "default FC([7, 8]) layers [FC - FC(N)*N]*2"))
                .containsExactly("FC(7)", "FC(1)", "FC(8)", "FC(2)", "FC(2)");
    }

    @Test
    void theNearestStageReads() {
        assertThat(layers(IN + "layers [[FC([1, 2])]*2]*3")).hasSize(6);
        assertThat(layers(IN + "layers [(FC([1, 2]))*3]*2")).hasSize(6);
        assertThat(codes(IN + "layers [[FC([1, 2])]*3]*2")).containsExactly(Code.CNN040);
    }

    @Test
    void aBlockReadsItsArgumentInTheCallersStage() {
        assertThat(layers("let N = [1, 2] block B(k) = FC(k)*2 " + IN + "layers [B(N)]*2"))
                .containsExactly("FC(1)", "FC(1)", "FC(2)", "FC(2)");
    }

    @Test
    void loopsTakeListsAndRangesWithBothEnds() {
        assertThat(layers(IN + "layers FC(k)*(k in [16, 32])")).containsExactly("FC(16)", "FC(32)");
        assertThat(layers(IN + "layers (FC(i))*(i in 1..3)")).containsExactly("FC(1)", "FC(2)", "FC(3)");
        assertThat(layers(IN + "layers (FC(i))*(i in 3..1) - ReLU")).containsExactly("ReLU");
        assertThat(layers(IN + "layers [FC(i) - FC([7, 8])]*(i in 1..2)"))
                .containsExactly("FC(1)", "FC(7)", "FC(2)", "FC(8)");
    }

    @Test
    void conditionsKeepOrLeaveOut() {
        assertThat(layers(IN + "layers (FC(i)?(i % 2 == 1))*(i in 1..4)")).containsExactly("FC(1)", "FC(3)");
        assertThat(layers(IN + "layers (ReLU - FC(1))?(width > 8 and not depth == 3) - TANH?(false)"))
                .containsExactly("ReLU", "FC(1)");
    }

    @Test
    void branchesAddConcatenateAndMultiply() {
        assertThat(output(IN + "layers { CONV(4, pad=1) + ID + ReLU }")).isEqualTo("9x9x4");
        assertThat(output(IN + "layers { CONV(3, pad=1) | ID | CONV(1, 1x1) }")).isEqualTo("9x9x8");
        assertThat(output(IN + "layers { ID & GAP - FC(4) - Sigmoid }")).isEqualTo("9x9x4");
        assertThat(output(IN + "layers { GAP & ID }")).isEqualTo("9x9x4");
        assertThat(output(IN + "layers { ReLU }")).isEqualTo("9x9x4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ CONV(4) + ID }", "{ CONV(5, pad=1) + ID }", "{ POOL(3) | ID }", "{ CONV(3, 1x1) & ID }"})
    void branchesThatDoNotGoTogetherAreRefused(String branches) {
        assertThat(codes(IN + "layers " + branches)).containsExactly(Code.CNN034);
    }

    @Test
    void namesAreKindAndNumberInOrder() {
        assertThat(names(IN + "layers (CONV(4, pad=1) - ReLU)*2 - FC(3) - SOFTMAX(2)"))
                .containsExactly("conv1", "relu1", "conv2", "relu2", "fc1", "fc2", "softmax1");
    }

    @Test
    void labelsNameLayersAndCountInRepeats() {
        assertThat(names(IN + "layers ReLU @first - (ReLU @fire)*2")).containsExactly("first", "fire_1", "fire_2");
        assertThat(names(IN + "layers ((ReLU @a)*2)*2")).containsExactly("a_1_1", "a_1_2", "a_2_1", "a_2_2");
    }

    @Test
    void labelsOfBlocksMakePaths() {
        String block = "block Stage = CONV(4, pad=1) @proj - ReLU " + IN;
        assertThat(names(block + "layers Stage @s - Stage"))
                .containsExactly("s.proj", "s.relu1", "stage2.proj", "relu1");
        assertThat(names(block + "layers Stage*3"))
                .containsExactly("stage1.proj", "relu1", "stage2.proj", "relu2", "stage3.proj", "relu3");
    }

    @ParameterizedTest
    @CsvSource({"ReLU", "RELU", "relu", "rElU"})
    void layerNamesHaveNoCase(String name) {
        assertThat(layers(IN + "layers " + name)).containsExactly("ReLU");
    }

    @Test
    void widthHeightAndDepthAreTheVolumesThatEnter() {
        assertThat(layers(IN + "layers CONV(2*depth, 1x1) - CONV(depth, 3x3, groups=depth) - FC(width + height)"))
                .containsExactly("CONV(8, 1x1)", "CONV(8, 3x3, groups=8)", "FC(14)");
    }

    @Test
    void softmaxWithClassesIsTheClassifier() {
        assertThat(layers(IN + "layers SOFTMAX(3) - SOFTMAX")).containsExactly("FC(3)", "SOFTMAX", "SOFTMAX");
    }

    @Test
    void aTrailNamesOnlyWhatMatters() {
        var unknown = io.github.cnnc.compiler.Cnnc.compile("block B(k) = FOO(k) " + IN + "layers (B(1))*3");
        assertThat(unknown.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.trail()).isEmpty());
        var misfit = io.github.cnnc.compiler.Cnnc.compile("block B(k) = CONV(k) " + IN + "layers (B(1))*9");
        assertThat(misfit.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.trail())
                        .extracting(l -> l.text())
                        .containsExactly("in `B(1)`, used here", "in repetition 5 of 9"));
    }
}
