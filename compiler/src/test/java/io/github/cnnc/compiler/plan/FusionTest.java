package io.github.cnnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.reference.Agreement;
import io.github.cnnc.runtime.Weights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusionTest {

    /** The maximum of what is activated is the activated maximum for functions that never fall, and for no others. */
    @ParameterizedTest
    @CsvSource({
        "ReLU, true",
        "Sigmoid, true",
        "LeakyReLU(0.1), true",
        "LeakyReLU(-0.5), false",
        "SiLU, false",
        "GELU, false",
        "HardSwish, false"
    })
    void poolsBeforeActivatingWhatIsMonotonic(String activation, boolean fused) {
        String text = "input 8x8x3 layers CONV(16, 3x3, pad=1)-" + activation + "-POOL";
        Compilation compilation = Cnnc.compile(text, Options.NONE.lanes(8));
        Network network = compilation.network().network();
        Weights weights = Weights.random(network.tensors(), 1);

        assertThat(compilation.plan().steps().stream().anyMatch(FusionTest::pools))
                .isEqualTo(fused);
        Agreement.check(network, compilation.load(weights), weights, Agreement.input(network, 2), activation);
    }

    private static boolean pools(Step step) {
        return step instanceof Step.Compute compute && compute.op() instanceof Op.FusedConv conv && conv.pooled();
    }
}
