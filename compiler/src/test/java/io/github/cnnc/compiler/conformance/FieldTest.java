package io.github.cnnc.compiler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.PictureException;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of users that were once read wrongly. */
class FieldTest {

    private static final InputFormat PICTURE = new InputFormat(new Volume(16, 16, 3), InputFormat.Channels.RGB);

    private static Path file(String name) {
        return SharedData.folder("field").resolve(name);
    }

    @ParameterizedTest
    @CsvSource({"cmyk_grey128_16x16.jpg,128,128,128", "cmyk_skin_16x16.jpg,224,172,105"})
    void inkIsNotTooBright(String name, float red, float green, float blue) throws IOException {
        float[] input = Pictures.read(file(name), PICTURE);

        assertThat(input[0]).isCloseTo(red, within(2f));
        assertThat(input[256]).isCloseTo(green, within(2f));
        assertThat(input[512]).isCloseTo(blue, within(2f));
    }

    @ParameterizedTest
    @CsvSource({
        "truncated_half_64x48.jpg,is damaged: Truncated File - Missing EOI marker",
        "oom_100000000x1.png,'is 100000000x1 pixels, the limit of a side is 65535'",
    })
    void aPictureThatIsCutOrTooLongIsRefused(String name, String problem) {
        assertThatThrownBy(() -> Pictures.read(file(name), PICTURE))
                .isInstanceOf(PictureException.class)
                .hasMessage(file(name) + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource({"m.pth,is a PyTorch file", "m.npz,is NumPy's archive of several arrays"})
    void weightsOfAnotherFormatAreNamed(String name, String problem) {
        assertThatThrownBy(() -> Weights.read(file(name)))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(
                        file(name) + ": " + problem + "; cnnc reads safetensors, which these lines of Python");
    }

    @Test
    void theNamesOfASequentialArePairedByOrder() throws IOException {
        Compilation network = Cnnc.compile(file("weights_names.cnn"));
        List<TensorSpec> specs = network.network().network().tensors();
        Weights weights = Weights.read(file("sequential.safetensors"));

        assertThatThrownBy(() -> weights.matching(specs))
                .hasMessageContaining("missing: \"fc1.weight\" [4, 48]; perhaps \"3.weight\" [4, 48]?");
        assertThat(weights.pairedByOrder(specs))
                .containsEntry("conv1.weight", "0.weight")
                .containsEntry("fc1.bias", "3.bias");
        assertThat(network.load(weights.byOrder()).predict(new float[72])).hasSize(4);
    }

    @Test
    void aTensorOfIntegersRefusesNoFile() throws IOException {
        Weights weights = Weights.read(file("extra.safetensors"));

        assertThat(weights.leftOut()).containsExactly("\"ema.num_updates\" [] of \"I64\"");
        assertThatThrownBy(() -> weights.matching(Cnnc.compile(file("weights_names.cnn"))
                        .network()
                        .network()
                        .tensors()))
                .hasMessageEndingWith("0 missing, 0 of another shape, 1 extra\n  extra: \"aux.weight\" [4]");
    }
}
