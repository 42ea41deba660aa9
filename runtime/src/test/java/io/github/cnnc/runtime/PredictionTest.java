package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {

    @Test
    void theBestComeFirst() {
        assertThat(Prediction.top(new float[] {0.1f, 0.7f, 0.2f}, List.of("cat", "dog", "fish"), 2))
                .containsExactly(new Prediction(1, "dog", 0.7f), new Prediction(2, "fish", 0.2f));
    }

    @Test
    void ofEqualScoresTheLowerIndexComesFirstAndNaNLast() {
        float[] scores = {Float.NaN, -0f, 0f, Float.NEGATIVE_INFINITY, 1, 1, Float.POSITIVE_INFINITY};

        assertThat(Prediction.top(scores, List.of(), 9))
                .extracting(Prediction::index)
                .containsExactly(6, 4, 5, 1, 2, 3, 0);
    }

    @Test
    void withoutLabelsTheIndexIsTheLabel() {
        assertThat(Prediction.top(new float[] {3}, List.of(), 1)).containsExactly(new Prediction(0, "0", 3));
    }

    @Test
    void noneMayBeAskedFor() {
        assertThat(Prediction.top(new float[] {3}, List.of(), 0)).isEmpty();
        assertThatThrownBy(() -> Prediction.top(new float[] {3}, List.of(), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherNumberOfLabelsIsRefused() {
        assertThatThrownBy(() -> Prediction.top(new float[2], List.of("cat"), 1))
                .hasMessage("there are 1 labels for 2 scores");
    }
}
