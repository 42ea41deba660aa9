package io.github.cnnc.runtime.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cnnc.runtime.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final float[] GAMMA = {2, -1};
    private static final float[] BETA = {0.5f, 0};
    private static final float[] MEAN = {1, -2};
    private static final float[] VARIANCE = {4, 0.25f};

    @Test
    void aScaleIsGammaOverTheDeviation() {
        assertThat(Packing.scale(GAMMA, VARIANCE, 0)).containsExactly(1, -2);
        assertThat(Packing.scale(new float[] {1}, new float[] {0}, 1e-5))
                .containsExactly((float) (1 / Math.sqrt(1e-5)));
    }

    @Test
    void everyFilterIsScaledByItsOwnFactor() {
        float[] base = {1, 2, 3, 4, 5, 6};

        assertThat(Packing.scaled(base, 2, 3, GAMMA, VARIANCE, 0)).containsExactly(1, 2, 3, -8, -10, -12);
        assertThat(base).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void inPlaceWhatLiesBehindStays() {
        float[] base = {1, 2, 3, 4, 5, 6, 7};

        assertThat(Packing.rescaled(base, 2, 3, GAMMA, VARIANCE, 0))
                .isSameAs(base)
                .containsExactly(1, 2, 3, -8, -10, -12, 7);
    }

    /** A factor rounded to float before the product would give another last bit. */
    @Test
    void aProductIsRoundedOnce() {
        float[] scaled = Packing.scaled(new float[] {3}, 1, 1, new float[] {1}, new float[] {5}, 0);

        assertThat(scaled).containsExactly((float) (3 / Math.sqrt(5)));
        assertThat(scaled[0]).isNotEqualTo(3 * (float) (1 / Math.sqrt(5)));
    }

    @Test
    void aShiftIsTheNormalisationOfTheBase() {
        assertThat(Packing.shifted(new float[] {3, 1}, GAMMA, BETA, MEAN, VARIANCE, 0))
                .containsExactly(2.5f, -6);
        assertThat(Packing.shift(GAMMA, BETA, MEAN, VARIANCE, 0)).containsExactly(-0.5f, -4);
    }

    @Test
    void arraysOfOtherLengthsAreRefused() {
        assertThatThrownBy(() -> Packing.scaled(new float[5], 2, 3, GAMMA, VARIANCE, 0))
                .hasMessage("base has 5 elements, not 6");
        assertThatThrownBy(() -> Packing.scaled(new float[6], 3, 2, GAMMA, VARIANCE, 0))
                .hasMessage("gamma has 2 elements, not 3");
        assertThatThrownBy(() -> Packing.shift(GAMMA, BETA, MEAN, new float[1], 0))
                .hasMessage("variance has 1 elements, not 2");
    }

    @Test
    void specsAreReadBackFromTheirText() {
        List<TensorSpec> specs =
                List.of(TensorSpec.of("conv1.weight", 6, 1, 5, 5), TensorSpec.of("a b"), TensorSpec.of("bias", 6));
        String line = specs.get(0).text() + ";" + specs.get(1).text();

        assertThat(line).isEqualTo("conv1.weight 6,1,5,5;a b ");
        assertThat(Packing.specs(line, specs.get(2).text())).isEqualTo(specs);
        assertThat(Packing.specs()).isEmpty();
        assertThat(Packing.specs("")).isEmpty();
    }

    @Test
    void textThatIsNoSpecIsRefused() {
        assertThatThrownBy(() -> Packing.specs("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packing.specs("a 1,x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TensorSpec.of("a;b", 1).text()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linesAreCutAtNewlinesNotAtChunks() {
        assertThat(Packing.lines("tench\ngold", "fish\n\ngreat white shark"))
                .containsExactly("tench", "goldfish", "", "great white shark");
        assertThat(Packing.lines("a\n", "b\n")).containsExactly("a", "b");
        assertThat(Packing.lines()).isEmpty();
        assertThat(Packing.lines("", "")).isEmpty();
    }

    @Test
    void runsAreAsLongAsTheySay() {
        assertThat(Packing.runs(3, 16, 1, 4, 0, 7, 2, 16)).containsExactly(16, 16, 16, 4, 16, 16);
        assertThat(Packing.runs()).isEmpty();
    }
}
