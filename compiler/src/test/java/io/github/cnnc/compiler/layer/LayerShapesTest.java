package io.github.cnnc.compiler.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.check.LayerRow;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the layers that are no convolution, and how many parameters they have; what does not fit is in samples/bad. */
class LayerShapesTest {

    @ParameterizedTest
    @CsvSource({
        "GMP, GMP, 1x1x12, 0",
        "PReLU, PReLU, 16x10x12, 12",
        "ELU, ELU(1.0), 16x10x12, 0",
        "'ELU(alpha=0.5)', ELU(0.5), 16x10x12, 0",
        "LRN, LRN(5), 16x10x12, 0",
        "'LRN(size=3, alpha=0.5, beta=1, k=2)', 'LRN(3, alpha=0.5, beta=1.0, k=2.0)', 16x10x12, 0",
        "PAD(2), PAD(2), 20x14x12, 0",
        "PAD(2x1), PAD(2x1), 20x12x12, 0",
        "'PAD([1, 2, 3, 4])', 'PAD([1, 2, 3, 4])', 19x17x12, 0",
        "'PAD(P=1, value=-1)', 'PAD(1, value=-1.0)', 18x12x12, 0",
        "'PAD(0x9, pad_mode=reflect)', 'PAD(0x9, pad_mode=reflect)', 16x28x12, 0",
        "'PAD(0x10, pad_mode=circular)', 'PAD(0x10, pad_mode=circular)', 16x30x12, 0",
        "'PAD(0x99, pad_mode=replicate)', 'PAD(0x99, pad_mode=replicate)', 16x208x12, 0",
        "CROP(1), CROP(1), 14x8x12, 0",
        "'CROP([15, 0, 0, 9])', 'CROP([15, 0, 0, 9])', 1x1x12, 0",
        "CROP(to=16x10), CROP(0), 16x10x12, 0",
        "CROP(to=5), 'CROP([5, 6, 2, 3])', 5x5x12, 0",
        "UPSAMPLE(3), UPSAMPLE(3), 48x30x12, 0",
        "'UPSAMPLE(1x2, mode=bilinear)', 'UPSAMPLE(1x2, mode=bilinear)', 16x20x12, 0",
        "SHUFFLE(12), SHUFFLE(12), 16x10x12, 0",
        "SHUFFLE(groups=depth/4), SHUFFLE(3), 16x10x12, 0",
        "'SLICE(2, 3)', 'SLICE(2, 3)', 16x10x4, 0",
        "'slice(parts=depth, part=depth)', 'SLICE(12, 12)', 16x10x1, 0"
    })
    void leaves(String layer, String resolved, String volume, long parameters) {
        LayerRow row = rows("input 16x10x12 layers " + layer).get(0);
        assertThat(row.text()).isEqualTo(resolved);
        assertThat(row.output()).hasToString(volume);
        assertThat(row.parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReLU6",
                "ELU",
                "SELU",
                "GELU",
                "SiLU",
                "HardSigmoid",
                "HardSwish",
                "Softplus",
                "PReLU",
                "LRN",
                "GMP"
            })
    void isFoundInAnyCase(String name) {
        assertThat(rows("input 4x4x2 layers " + name.toLowerCase(Locale.ROOT))
                        .get(0)
                        .kind())
                .isEqualTo(name);
    }

    /** Two numbers are one for each repetition, four are the four sides. */
    @Test
    void readsListsInAStage() {
        assertThat(rows("input 16x16x3 layers [CROP([1, 2]) - PAD([1, 0, 2, 3])]*2"))
                .extracting(row -> row.text())
                .containsExactly("CROP(1)", "PAD([1, 0, 2, 3])", "CROP(2)", "PAD([1, 0, 2, 3])");
    }

    @Test
    void theFirstReLU6IsNotTheSixtyFirstReLU() {
        assertThat(rows("input 4x4x2 layers ReLU*61 - ReLU6"))
                .extracting(LayerRow::name)
                .contains("relu61", "relu6_1")
                .doesNotHaveDuplicates();
    }

    /** PAD is a layer's name too; as an argument's it does not end the brackets before it. */
    @Test
    void anUnclosedBracketIsClosedBehindPadAsAnArgument() {
        Compilation compilation = Cnnc.compile("input 8x8x3\nlayers CONV(8, pad=1 - ReLU");
        assertThat(compilation.report()).contains("`)` after `1` closes it");
    }

    private static List<LayerRow> rows(String text) {
        return Cnnc.compile(text).network().rows();
    }
}
