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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormattedFilesTest {

    static List<String> samples() {
        return SampleFiles.all();
    }

    /** Every file of the samples that follows the grammar: networks, blocks, and most of what is wrong otherwise. */
    static List<String> readable() throws IOException {
        Path root = SampleFiles.path(".");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> all = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cnn")).sorted().toList()) {
                if (Layout.read(Files.readString(file)).isPresent()) {
                    all.add(root.relativize(file).toString());
                }
            }
            return all;
        }
    }

    /** {@code ./cnnc fmt FILE} mends it. */
    @ParameterizedTest
    @MethodSource("readable")
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
        Options options = sample.equals("lecture/formula.cnn")
                ? Options.NONE
                        .define("N", "2")
                        .define("M", "3")
                        .define("K", "1")
                        .input("32x32x3")
                : Options.NONE;
        SourceFile file = SourceFile.of(SampleFiles.path(sample).toString(), text);
        return Cnnc.compile(file, SourceLoader.below(SampleFiles.path("."), List.of()), options);
    }
}
