package io.github.cnnc.compiler.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of {@code lines.txt}, each alone in a small network: one error, and the help that stands behind it there. */
class PastedLinesTest {

    private static final String ARROW = "  ==>  ";

    static List<String> lines() {
        return text("lines.txt").lines().filter(l -> l.contains(ARROW)).toList();
    }

    static String text(String resource) {
        try (InputStream in = PastedLinesTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Diagnostic> errors(SourceFile file) {
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

    @ParameterizedTest
    @MethodSource("lines")
    void aLineBehindAStatementIsOneErrorWithItsHelp(String line) {
        check("input 32x32x16\nlayers ReLU\n", line);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineInAChainIsOneErrorWithItsHelp(String line) {
        check("input 32x32x16\nlayers ", line);
    }

    private static void check(String before, String line) {
        String[] parts = line.split(ARROW, 2);
        SourceFile file = SourceFile.of("t.cnn", before + parts[0].replace("\\n", "\n") + "\n");
        List<Diagnostic> errors = errors(file);
        assertThat(errors).as(file.text()).hasSize(1);
        Diagnostic error = errors.get(0);
        if (error.code() == Code.CNN019) {
            assertThat(error.message()).isEqualTo(parts[1]);
        } else if (parts[1].startsWith("see")) {
            assertThat(("see " + error.primary().text()).strip()).isEqualTo(parts[1]);
            assertThat(error.notes()).isNotEmpty();
        } else {
            Fix fix = error.fixes().get(0);
            String help = fix.text().isEmpty() ? fix.effect() : fix.text().replaceFirst("^- ", "");
            assertThat(help).isEqualTo(parts[1]);
            if (!help.equals("leave it out")) {
                assertThat(errors(fix.apply())).as(fix.apply().text()).isEmpty();
            }
        }
    }
}
