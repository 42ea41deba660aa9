package io.github.cnnc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.layer.ActivationFunction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What layers become once every pass has run. */
class LoweringTest {

    private static List<Op> ops(String text) {
        return Cnnc.compile("input 8x6x4 layers " + text).plan().program().ops();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONV(8)", "FC(8)", "POOL", "AVGPOOL", "GMP", "BN", "FILTER(edge1)", "{ ID + BN }", "{ ID & BN }"
            })
    void takesPReLUIntoTheEpilogue(String layer) {
        List<Op> ops = ops(layer + " - PReLU");
        assertThat(ops).hasSameSizeAs(ops(layer));
        assertThat(ops.get(ops.size() - 1))
                .isInstanceOfSatisfying(
                        Op.Activated.class,
                        op -> assertThat(op.activation().function()).isEqualTo(ActivationFunction.PRELU));
    }

    @Test
    void poolsTheWholeVolumeForGMP() {
        assertThat(ops("GMP"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Op.MaxPool.class, pool -> assertThat(pool.window()).hasToString("8x6"));
    }

    @Test
    void normalisesOverNoMoreChannelsThanThereAre() {
        assertThat(ops("LRN(2_000_000_000)")).singleElement().isInstanceOfSatisfying(Op.ResponseNorm.class, norm -> {
            assertThat(norm.before()).isEqualTo(3);
            assertThat(norm.after()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PAD(0)", "CROP(0)", "CROP(to=8x6)", "UPSAMPLE(1)", "SHUFFLE(1)", "SHUFFLE(4)", "SLICE(1, 1)"})
    void dropsWhatMovesNothing(String layer) {
        assertThat(ops(layer)).isEmpty();
    }
}
