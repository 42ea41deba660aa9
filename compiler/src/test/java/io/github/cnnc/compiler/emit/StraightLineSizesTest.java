package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.machine.Unroll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of elements without a loop, several methods: the loader refuses a class with a method of 8,000 bytes. */
class StraightLineSizesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LeakyReLU",
                "Sigmoid",
                "ReLU6",
                "ELU(0.3)",
                "SELU",
                "GELU",
                "SiLU",
                "HardSigmoid",
                "HardSwish",
                "Softplus",
                "PReLU",
                "LRN(1)",
                "LRN(7)",
                "LRN(7, beta=0.3)",
                "PAD(2, value=0.3)",
                "CROP(1)",
                "UPSAMPLE(2, mode=bilinear)",
                "SHUFFLE(4)",
                "SLICE(2, 4)",
                "GMP"
            })
    void staysUnderTheLimitOfAMethod(String layer) {
        String text = "input 10x6x4 layers " + layer;
        assertThatCode(() ->
                        Cnnc.compile(text, Options.NONE.unroll(Unroll.FULL)).load())
                .doesNotThrowAnyException();
    }
}
