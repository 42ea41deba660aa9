package io.github.cnnc.compiler.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a network may read. */
class SourceLoaderTest {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void files() throws IOException {
        home = Files.createDirectories(folder.resolve("home/parts"));
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(home.resolve("inner.cnn"), "use \"../beside.cnn\" block B = A - ReLU");
        home = home.getParent();
        Files.writeString(home.resolve("beside.cnn"), "block A = CONV(2)");
        Files.writeString(folder.resolve("elsewhere/secret.txt"), "a secret\nb");
        Files.writeString(folder.resolve("elsewhere/blocks.cnn"), "use \"more.cnn\" block C = D");
        Files.writeString(folder.resolve("elsewhere/more.cnn"), "block D = CONV(3)");
    }

    private Compilation compile(String text, Options options) throws IOException {
        Path file = home.resolve("net.cnn");
        Files.writeString(file, text);
        return Cnnc.compile(file, options);
    }

    @Test
    void filesOfItsFolderAndBelowAreRead() throws IOException {
        Networks.good(compile("use \"parts/inner.cnn\" input 8x8x1 layers B", Options.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../elsewhere/secret.txt", "parts/../../elsewhere/secret.txt", "link.txt", "linked/secret.txt"})
    void filesElsewhereAreNotReadNorQuoted(String path) throws IOException {
        Files.createSymbolicLink(home.resolve("link.txt"), folder.resolve("elsewhere/secret.txt"));
        Files.createSymbolicLink(home.resolve("linked"), folder.resolve("elsewhere"));
        Compilation use = compile("use \"" + path + "\" input 8x8x1 layers CONV(1)", Options.NONE);
        assertThat(use.diagnostics()).singleElement().extracting(d -> d.code()).isEqualTo(Code.CNN003);
        assertThat(use.report()).doesNotContain("a secret").contains("--include DIR");
        Compilation labels = compile("labels \"" + path + "\" input 8x8x1 layers FC(2)", Options.NONE);
        assertThat(labels.diagnostics())
                .singleElement()
                .extracting(d -> d.code())
                .isEqualTo(Code.CNN055);
        Networks.good(compile(
                "labels \"" + path + "\" input 8x8x1 layers FC(2)", Options.NONE.include(folder.resolve("elsewhere"))));
    }

    /** What the message says must not tell whether there is such a file. */
    @Test
    void whatIsElsewhereIsNotFoundOut() throws IOException {
        Path secret = folder.resolve("elsewhere/secret.txt").toAbsolutePath();
        String there = compile("use \"" + secret + "\" input 8x8x1 layers CONV(1)", Options.NONE)
                .report();
        Files.delete(secret);
        assertThat(compile("use \"" + secret + "\" input 8x8x1 layers CONV(1)", Options.NONE)
                        .report())
                .isEqualTo(there)
                .contains("lies outside the network's folder");
        assertThat(compile("use \"parts/none.cnn\" input 8x8x1 layers CONV(1)", Options.NONE)
                        .report())
                .contains("there is no file");
    }

    @Test
    void whatAnIncludedFileUsesIsReadToo() throws IOException {
        String text = "use \"../elsewhere/blocks.cnn\" input 8x8x1 layers C";
        assertThat(compile(text, Options.NONE.include(home.resolve("parts"))).succeeded())
                .isFalse();
        Networks.good(compile(text, Options.NONE.include(home.resolve("../elsewhere"))));
    }

    @Test
    void aFolderWhoseNameBeginsAlikeIsAnother() throws IOException {
        Files.createDirectories(folder.resolve("home2"));
        Files.writeString(folder.resolve("home2/a.cnn"), "block A = CONV(2)");
        assertThat(compile("use \"../home2/a.cnn\" input 8x8x1 layers A", Options.NONE)
                        .succeeded())
                .isFalse();
    }

    @Test
    void textInNoFileReadsNothing() {
        assertThat(Networks.codes("use \"beside.cnn\" input 8x8x1 layers CONV(1)"))
                .containsExactly(Code.CNN003);
    }
}
