package io.github.cnnc.compiler.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cnnc.compiler.CompilationFailed;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DrawingTest {

    /** A drawing in a line: {@code +} trims, {@code *} counts. */
    private static String brief(List<Part> parts) {
        return parts.stream().map(DrawingTest::brief).collect(Collectors.joining(" - "));
    }

    private static String brief(Part part) {
        if (part instanceof Part.Repeat repeat) {
            return "(" + brief(repeat.parts()) + ")*" + repeat.label().substring(1);
        }
        if (part instanceof Part.Fork fork) {
            return fork.branches().stream()
                            .map(b -> (b.isIdentity() ? "ID" : brief(b.parts()))
                                    + (b.count() == 1 ? "" : "*" + b.count()))
                            .collect(Collectors.joining(" " + fork.joint().symbol() + " ", "{", "}"))
                    + trims(fork.trims());
        }
        Part.Box box = (Part.Box) part;
        boolean filters = box.kind() == Kind.CONV || box.kind() == Kind.FC;
        String depth = box.volumes().first().equals(box.volumes().last())
                ? "" + box.volume().depth()
                : box.volumes().first().depth() + ".." + box.volumes().last().depth();
        return box.text() + (filters ? ", " + depth : "") + trims(box.trims());
    }

    private static String trims(List<Trim> trims) {
        return trims.stream()
                .map(t -> (t.before() ? " after " : " +") + t.name())
                .collect(Collectors.joining());
    }

    private static String of(String text) {
        return brief(Pictures.of(text).parts());
    }

    @Test
    void vgg16IsItsFormula() {
        assertThat(brief(Pictures.ofSample("vgg16.cnn").parts())).isEqualTo("""
                        (3x3 conv, 64 +ReLU)*2 - 2x2 max pool, /2 - (3x3 conv, 128 +ReLU)*2 - 2x2 max pool, /2 \
                        - (3x3 conv, 256 +ReLU)*3 - 2x2 max pool, /2 - (3x3 conv, 512 +ReLU)*3 - 2x2 max pool, /2 \
                        - (3x3 conv, 512 +ReLU)*3 - 2x2 max pool, /2 - (FC, 4096 +ReLU)*2 - FC, 1000 - softmax""");
    }

    @Test
    void everySpellingOfVgg16LooksTheSame() {
        List<Part> formula = Pictures.ofSample("vgg16.cnn").parts();

        assertThat(Pictures.ofSample("vgg16-stages.cnn").parts()).isEqualTo(formula);
        assertThat(Pictures.ofSample("vgg16-layers.cnn").parts()).isEqualTo(formula);
    }

    @Test
    void residualBlocksThatRepeatAreFolded() {
        assertThat(brief(Pictures.ofSample("zoo/resnet18.cnn").parts()))
                .contains("({3x3 conv, 64 +BN +ReLU - 3x3 conv, 64 +BN + ID} +ReLU)*2 - "
                        + "{3x3 conv, /2, 128 +BN +ReLU - 3x3 conv, 128 +BN + 1x1 conv, /2, 128 +BN} +ReLU - ");
    }

    @Test
    void modulesThatGrowEvenlyAreFolded() {
        assertThat(brief(Pictures.ofSample("zoo/densenet121.cnn").parts()))
                .startsWith("7x7 conv, /2, 64 - 3x3 max pool, /2 after BN after ReLU"
                        + " - ({ID | 1x1 conv, 128 after BN after ReLU - 3x3 conv, 32 after BN after ReLU})*6, depth +32 each"
                        + " - 1x1 conv, 128 after BN after ReLU - 2x2 avg pool, /2 - ({ID | ")
                .contains("*12, depth +32 each - ", "*24, depth +32 each - ", "*16, depth +32 each - global avg pool");
    }

    @Test
    void whatVariesInAFoldedModuleIsSaid() {
        assertThat(of("input 8x8x4 layers { ID | CONV(3*i, 1x1) - CONV(4, 1x1) } * (i in 1..5)"))
                .isEqualTo("({ID | 1x1 conv, 3..15 - 1x1 conv, 4})*5, depth +4 each");
        assertThat(of("input 8x8x64 layers ({ ID + CONV(12 - 2*i, 1x1) - CONV(64, 1x1) } - ReLU) * (i in 1..5)"))
                .isEqualTo("({ID + 1x1 conv, 10..2 - 1x1 conv, 64} +ReLU)*5");
    }

    @Test
    void modulesThatGrowUnevenlyAreNotFolded() {
        assertThat(of("input 8x8x4 layers { ID | CONV(i, 1x1) } * (i in [2, 2, 3])"))
                .isEqualTo("{ID | 1x1 conv, 2} - {ID | 1x1 conv, 2} - {ID | 1x1 conv, 3}");
        assertThat(of("input 8x8x4 layers { ID | CONV(2, 1x1) } * 2")).doesNotContain("*");
        assertThat(of("input 8x8x4 layers { ID | CONV(2, k, pad=same) } * (k in [3x3, 5x5, 7x7])"))
                .doesNotContain("*");
        assertThat(of("input 8x8x4 layers CONV(i, 1x1) * (i in 1..4)")).doesNotContain("*");
    }

    @Test
    @Timeout(20)
    void manyModulesThatGrowUnevenlyAreALimit() {
        assertThatThrownBy(
                        () -> of("input 9x9x1 layers { ID & CONV(i*i%2003 + 1, 1x1) - CONV(1, 1x1) } * (i in 1..2400)"))
                .isInstanceOf(CompilationFailed.class)
                .hasMessageContaining("the network is too large to draw");
    }

    @Test
    void dropoutGoesWhereRepeatsCanBeFolded() {
        assertThat(of("input 4x4x1 layers (FC(9)-ReLU-DROPOUT)*2 - FC(2)"))
                .isEqualTo("(FC, 9 +ReLU +dropout)*2 - FC, 2");
        assertThat(of("input 4x4x1 layers (DROPOUT-FC(9)-ReLU)*2 - FC(2)"))
                .isEqualTo("(FC, 9 after dropout +ReLU)*2 - FC, 2");
        assertThat(of("input 4x4x1 layers FC(2) - DROPOUT")).isEqualTo("FC, 2 +dropout");
        assertThat(of("input 4x4x1 layers DROPOUT")).isEqualTo("dropout");
    }

    @Test
    void branchesKeepTheirOrderAndEqualOnesAreCounted() {
        assertThat(of("input 4x4x2 layers { CONV(1, 1x1) | CONV(3, 1x1) | CONV(3, 1x1) | ID }"))
                .isEqualTo("{1x1 conv, 1 | 1x1 conv, 3*2 | ID}");
        assertThat(of("input 4x4x2 layers { ID + { ID & GAP } - ReLU }"))
                .isEqualTo("{ID + {ID & global avg pool} +ReLU}");
        assertThat(of("input 4x4x2 layers { CONV(1, 1x1)*3 }")).isEqualTo("(1x1 conv, 1)*3");
        assertThat(of("input 4x4x2 layers { ID + ReLU?(false) }")).isEqualTo("{ID + ID}");
    }

    @Test
    void whatChangesTheVolumeIsNoRepeat() {
        assertThat(of("input 8x8x2 layers POOL*2")).isEqualTo("2x2 max pool, /2 - 2x2 max pool, /2");
    }

    @Test
    void layersSayWhatPapersSay() {
        assertThat(of("input 9x9x4 layers CONV(4, 3x3, groups=4) - CONV(4, 3x1, groups=2, dilation=2x1) - "
                        + "CONV(6, 3x3, stride=2, pad=1) - AVGPOOL(2x2, stride=1) - FILTER(box_blur) - FLATTEN"))
                .isEqualTo("3x3 depthwise, 4 - 3x1 conv, dilation 2x1, 2 groups, 4 - 3x3 conv, /2, 6 - 2x2 avg pool"
                        + " - box blur - flatten");
    }

    @Test
    void aChainWithoutLayersIsTheInput() {
        assertThat(of("input 9x9x4 layers ID")).isEmpty();
    }

    @Test
    void aThousandEdgesAreSeveralBoxes() {
        assertThat(of("input 9x9x4 layers (BN-ReLU)*1000"))
                .startsWith("(BN +ReLU +BN +ReLU +BN - ReLU +BN +ReLU +BN +ReLU)*200");
    }

    @Test
    @Timeout(20)
    void tenThousandLayersThatRepeatAreFolded() {
        assertThat(of("input 9x9x4 layers (CONV(4, pad=1)-ReLU)*4999")).isEqualTo("(3x3 conv, 4 +ReLU)*4999");
        assertThat(of("input 9x9x4 layers ({ CONV(4, pad=1) - BN + ID } - ReLU)*2000"))
                .isEqualTo("({3x3 conv, 4 +BN + ID} +ReLU)*2000");
    }

    @Test
    @Timeout(20)
    void tenThousandLayersThatDifferAreALimit() {
        assertThatThrownBy(() -> of("input 9x9x4 layers CONV(i, 1x1) * (i in 1..9999)"))
                .isInstanceOf(CompilationFailed.class)
                .hasMessageContaining("the network is too large to draw");
    }

    @Test
    @Timeout(20)
    void forksInForksAreMeasuredOnce() {
        String nested = "ReLU";
        for (int i = 0; i < 60; i++) {
            nested = "{ " + nested + " + CONV(4, 1x1) - ReLU }";
        }
        Drawing drawing = Pictures.of("input 9x9x4 layers " + nested);

        assertThat(SvgRenderer.render(drawing, Page.of(Theme.LIGHT))).endsWith("</svg>\n");
    }
}
