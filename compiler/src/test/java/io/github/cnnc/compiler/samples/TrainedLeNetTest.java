package io.github.cnnc.compiler.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.Prediction;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The trained LeNet-5 on its ten pictures; samples/lenet5/README.md tells how to count all of MNIST's test set. */
class TrainedLeNetTest {

    private static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    @Test
    void readsEachOfTheTenDigits() throws IOException {
        Model model = SampleFiles.compile("lenet5/lenet5.cnn").load(SampleFiles.path("lenet5/lenet5.safetensors"));
        for (int digit = 0; digit < DIGITS.size(); digit++) {
            float[] picture = Pictures.read(SampleFiles.path("lenet5/" + DIGITS.get(digit) + ".png"), model.input());
            Prediction best =
                    Prediction.top(model.predict(picture), model.labels(), 1).get(0);
            assertThat(best.label()).isEqualTo(Integer.toString(digit));
            // The README's table has nothing below 0.999985.
            assertThat(best.score()).isGreaterThan(0.9999f);
        }
    }
}
