package io.github.cnnc.compiler.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments as other frameworks have them, and volumes that something before has made too small. */
class MisusedArgumentsTest {

    private static List<Diagnostic> errors(SourceFile file) {
        return Cnnc.compile(
                        file,
                        (from, path) -> {
                            throw new IOException("no file");
                        },
                        Options.NONE)
                .diagnostics()
                .stream()
                .filter(Diagnostic::isError)
                .toList();
    }

    private static List<Diagnostic> errors(String text) {
        return errors(SourceFile.of("t.cnn", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "FC(4096, 120); FC takes the number of its outputs alone; layers FC(120)",
                "CONV(6, 5x5x3); `kernel` cannot be the size 5x5x3; layers CONV(6, 5x5)",
                "POOL(2x2x1); `kernel` cannot be the size 2x2x1; layers POOL(2x2)",
                "CONV(3, 64, 3x3); the 64x64 filter is larger than the volume of 32x32; layers CONV(64, 3x3)",
                "CONV(8, pad == 1); `==` compares, an argument is given with `=`; layers CONV(8, pad = 1)",
                "CONV(8, kernel_size=5, padding=2); `CONV` has the arguments of another framework; layers CONV(8, 5x5, pad=2)",
                "FC(units=3, use_bias=false); `FC` has the arguments of another framework; layers FC(3, bias=false)"
            })
    void theFirstFixIsWhatWasMeant(String layer, String message, String mended) {
        List<Diagnostic> errors = errors("input 32x32x3\nlayers " + layer);
        assertThat(errors).singleElement().satisfies(d -> {
            assertThat(d.message()).startsWith(message);
            SourceFile fixed = d.fixes().get(0).apply();
            assertThat(errors(fixed)).isEmpty();
            if (mended.startsWith("layers")) {
                assertThat(fixed.text()).endsWith(mended);
            }
        });
    }

    @Test
    void aNameOfTheFilesOwnMayBeCompared() {
        assertThat(errors("input 8x8x1\nlet bias = 2\nlayers CONV(8, 3x3, 1, 0, 1, 1, bias == 2)"))
                .isEmpty();
    }

    @Test
    void aWordThatABlockHandsOnIsQuoted() {
        Diagnostic error = errors("input 8x8x1\nblock C(k, p) = CONV(k, 3x3, pad=p)\nlayers C(8, p=same)")
                .get(0);
        assertThat(error.fixes()).extracting(Fix::replacement).containsExactly("\"same\"");
        assertThat(errors(error.fixes().get(0).apply())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                // VGG-16 without its padding, in the default, in the layers, and in a block.
                "let N = [2, 2, 3, 3, 3] default CONV([64, 128, 256, 512, 512], 3x3) layers [(CONV-ReLU)*N-POOL]*5 - FC(10); 224; "
                        + "default CONV([64, 128, 256, 512, 512], 3x3, pad=1)",
                "layers CONV(8, 3x3)-CONV(8, 3x3)-POOL-CONV(8, 3x3)-CONV(8, 3x3)-POOL-CONV(8, 3x3)-POOL; 16; "
                        + "CONV(8, 3x3, pad=1)-CONV(8, 3x3, pad=1)-POOL-CONV(8, 3x3, pad=1)-CONV(8, 3x3, pad=1)-POOL",
                "block S(k, n) = (CONV(k, 3x3)-ReLU)*n-POOL layers S(8, 2)-S(8, 2)-S(8, 3); 32; (CONV(k, 3x3, pad=1)-ReLU)*n",
                "layers CONV(8, 5x5)*2 - CONV(8, 3x3) - CONV(8, 3x3); 9; CONV(8, 5x5, pad=2)*2",
                "layers (CONV(8, 3x3) - POOL)*3; 16; (CONV(8, 3x3, pad=1) - POOL)*3"
            })
    void whatShrankTheVolumeIsPaddedFirst(String network, int size, String mended) {
        String text = "input " + size + "x" + size + "x3 " + network;
        Diagnostic error = errors(text).get(0);
        Fix first = error.fixes().get(0);
        assertThat(first.apply().text()).contains(mended);
        assertThat(errors(first.apply())).as(first.apply().text()).isEmpty();
    }

    @Test
    void aFixBeforeAConstructIsJudgedWhereTheConstructHasMoved() {
        // Padding does not help here: the pool stays too large.
        Diagnostic error =
                errors("input 4x4x1\nlayers CONV(8, 3x3) - POOL(5x5)").get(0);
        assertThat(error.fixes()).noneMatch(f -> f.effect().contains("shrink"));
    }
}
