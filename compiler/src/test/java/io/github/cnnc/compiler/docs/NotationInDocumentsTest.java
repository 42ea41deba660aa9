package io.github.cnnc.compiler.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.format.Formatter;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every block of notation in a document compiles, or gives the diagnostic it is marked with. */
class NotationInDocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("cnnc.root"));

    private static List<CodeBlock> blocks() throws IOException {
        return Stream.concat(CodeBlock.of(ROOT, "README.md").stream(), CodeBlock.of(ROOT, "grammar/README.md").stream())
                .filter(b -> b.info().equals("cnn") || b.info().startsWith("cnn "))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyBlockIsWhatItSays() throws IOException {
        return blocks().stream().map(block -> DynamicTest.dynamicTest(block.toString(), () -> check(block)));
    }

    /** {@code ./cnnc fmt -} mends it. */
    @TestFactory
    Stream<DynamicTest> everyBlockIsLaidOut() throws IOException {
        return blocks().stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(),
                        () -> Formatter.format(SourceFile.of(block.file(), block.text()), new Diagnostics())
                                .ifPresent(text -> assertThat(text).isEqualTo(block.text()))));
    }

    @Test
    void thereAreBlocks() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(15);
    }

    private static void check(CodeBlock block) {
        Options options = Options.NONE;
        Optional<String> code = Optional.empty();
        String[] words = block.info().split(" ");
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("-D")) {
                String[] definition = words[++i].split("=", 2);
                options = options.define(definition[0], definition[1]);
            } else if (words[i].equals("--input")) {
                options = options.input(words[++i]);
            } else {
                code = Optional.of(words[i]);
            }
        }
        Compilation compilation = Cnnc.compile(block.text(), options);
        boolean warning = code.filter(c -> c.startsWith("CNN1")).isPresent();
        assertThat(compilation.diagnostics().stream()
                        .filter(d -> d.isError() || warning)
                        .map(Diagnostic::code)
                        .map(Enum::name))
                .as(compilation.report())
                .containsExactlyElementsOf(code.stream().toList());
    }
}
