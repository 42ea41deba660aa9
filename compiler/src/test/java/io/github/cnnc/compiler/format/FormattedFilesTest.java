package io.github.cnnc.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.samples.SampleFiles;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormattedFilesTest {

    static List<String> samples() {
        return SampleFiles.all();
    }

    /** The zoo is laid out by hand: its tables of numbers stand in columns, which the formatter does not keep. */
    static List<String> laidOut() {
        return samples().stream().filter(sample -> !sample.startsWith("zoo/")).toList();
    }

    /** {@code ./cnnc fmt samples/*.cnn} mends it. */
    @ParameterizedTest
    @MethodSource("laidOut")
    void samplesAreLaidOut(String sample) throws IOException {
        String text = Files.readString(SampleFiles.path(sample));
        assertThat(Layout.formatted(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theNetworkStaysTheSame(String sample) throws IOException {
        String text = Files.readString(SampleFiles.path(sample));
        String other = Layout.mutated(Layout.read(text).orElseThrow(), new Random(1), 20, 4);
        assertThat(compile(sample, Layout.formatted(other)).network().rows())
                .isEqualTo(compile(sample, text).network().rows());
    }

    private static Compilation compile(String sample, String text) {
        Options options = sample.equals("formula.cnn")
                ? Options.NONE
                        .define("N", "2")
                        .define("M", "3")
                        .define("K", "1")
                        .input("32x32x3")
                : Options.NONE;
        SourceFile file = SourceFile.of(SampleFiles.path(sample).toString(), text);
        return Cnnc.compile(file, SourceLoader.files(), options);
    }
}
