package io.github.cnnc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receptive fields as published by Araujo, Norris and Sim (2019), table 1, and worked out by hand. */
class ReachTest {

    private static final Path SAMPLES = Path.of(System.getProperty("cnnc.root"), "samples");

    @Test
    void vgg16EndsWith212() {
        Compilation vgg = Cnnc.compile(SAMPLES.resolve("vgg16.cnn"));
        Reach reach = row(vgg, "pool5").reach();
        assertThat(reach.field()).isEqualTo("212x212");
        assertThat(reach.stride()).isEqualTo("32");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            CONV(4, 3x3);                                    3x3; 1
            CONV(4, 5x3, stride=2x1, round=floor);           5x3; 2x1
            CONV(4, 3x3, dilation=2) - CONV(4, 3x3);         7x7; 1
            CONV(4) - POOL(2x2, round=floor) - CONV(4);      8x8; 2
            {CONV(8, 1x1) + CONV(8, 5x5, pad=2)} - CONV(4);  7x7; 1
            POOL(2x2) - UPSAMPLE(2) - CONV(4);               4x4; 1
            GMP;                                             32x32; 1
            GAP;                                             32x32; 1
            CONV(4) - FC(10);                                32x32; 1
            """)
    void fieldsAddUp(String chain, String field, String stride) {
        Compilation compilation = Cnnc.compile("input 32x32x8 layers " + chain);
        LayerRow last =
                compilation.network().rows().get(compilation.network().rows().size() - 1);
        assertThat(last.reach().field()).isEqualTo(field);
        assertThat(last.reach().stride()).isEqualTo(stride);
    }

    @Test
    void aLayerHoldsWhatItReadsAndMakesAndWhatIsReadLater() {
        Compilation compilation = Cnnc.compile("input 4x4x1 layers CONV(2, 1x1) - {CONV(3, 1x1) | ID}");
        assertThat(row(compilation, "conv1").liveBytes()).isEqualTo(4 * (16 + 32));
        assertThat(row(compilation, "conv2").liveBytes()).isEqualTo(4 * (32 + 48));
        assertThat(compilation.network().totals().activationBytes())
                .isEqualTo(compilation.network().rows().stream()
                        .mapToLong(LayerRow::liveBytes)
                        .max()
                        .orElseThrow());
    }

    private static LayerRow row(Compilation compilation, String name) {
        return compilation.network().rows().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
