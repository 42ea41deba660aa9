package io.github.cnnc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code samples/bad} with what is said about each, in {@code expected/NAME.txt}. Rewritten, to be reviewed
 * like code, with {@code -Dcnnc.goldens.update=true}.
 */
class BadSamplesTest {

    private static final Set<Code> IN_NO_FILE = EnumSet.of(
            // -D on the command line; a source of 1 MiB; only when code is generated.
            Code.CNN018, Code.CNN063, Code.CNN064, Code.CNN111);

    static List<String> files() {
        return SampleFiles.in("samples/bad");
    }

    @ParameterizedTest
    @MethodSource("files")
    void theReportIsTheGolden(String name) throws IOException {
        Path file = SampleFiles.root().resolve(name);
        Path golden = file.resolveSibling("expected")
                .resolve(file.getFileName().toString().replace(".cnn", ".txt"));
        String report = SampleFiles.compile(name).report();
        if ("true".equals(System.getProperty("cnnc.goldens.update"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, report);
        }
        assertThat(golden)
                .as("the golden; -Dcnnc.goldens.update=true writes it")
                .exists();
        assertThat(report).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsWrongAndNothingIsSaidTwice(String name) {
        Compilation compilation = SampleFiles.compile(name);
        assertThat(compilation.diagnostics()).isNotEmpty();
        assertThat(compilation.succeeded()).isEqualTo(name.contains("/lint_"));
        List<String> said = new ArrayList<>();
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            said.add(diagnostic.code() + " " + diagnostic.primary().span());
        }
        assertThat(said).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFixMendsItsConstruct(String name) {
        for (Diagnostic diagnostic : SampleFiles.compile(name).diagnostics()) {
            for (Fix fix : diagnostic.fixes()) {
                assertThat(afterwards(SampleFiles.source(name), fix))
                        .as("%s after %s", diagnostic.message(), fix)
                        .noneMatch(d -> (d.isError() || d.code() == diagnostic.code())
                                && d.at().start() == diagnostic.at().start()
                                && d.at().file()
                                        .name()
                                        .equals(diagnostic.at().file().name()));
            }
        }
    }

    private static List<Diagnostic> afterwards(SourceFile main, Fix fix) {
        SourceFile mended = fix.apply();
        SourceLoader overlay = (from, path) -> {
            SourceFile loaded = SampleFiles.loader().load(from, path);
            return loaded.name().equals(mended.name()) ? mended : loaded;
        };
        boolean inMain = mended.name().equals(main.name());
        return Cnnc.compile(inMain ? mended : main, overlay, Options.NONE).diagnostics();
    }

    @Test
    void everyCodeThatAFileCanGiveIsInOne() {
        Set<Code> seen = new HashSet<>(IN_NO_FILE);
        files().forEach(name -> SampleFiles.compile(name).diagnostics().forEach(d -> seen.add(d.code())));
        assertThat(seen).containsExactlyInAnyOrder(Code.values());
    }

    @Test
    void theLecturesSevenBySevenReadsAsTheSpecificationHasIt() {
        assertThat(SampleFiles.compile("samples/bad/lecture7.cnn").report()).isEqualTo("""
                        error[CNN031]: the 3x3 filter does not fit at stride 3
                          --> samples/bad/lecture7.cnn:3:21
                           |
                         2 | input  7x7x1
                           |        ----- 7x7x1 enters here
                         3 | layers CONV(1, 3x3, stride=3)
                           |                     ^^^^^^^^ (7 - 3 + 2*0)/3 + 1 = 2.33, not a whole number
                           |
                           = help: `stride=2` gives 3x3; `pad=1` gives 3x3; `round=floor` gives 2x2 and drops 1 column and 1 row
                        """);
    }
}
