package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawTest {

    @TempDir
    Path folder;

    /** With {@code -Dcnnc.goldens.update=true} it is drawn anew. */
    @Test
    void thePictureOfLeNetIsUpToDate() throws IOException {
        Path picture = Ran.ROOT.resolve("samples/lenet5/lenet5.svg");
        String drawn = Ran.of("draw", Ran.LENET).out();
        if (Boolean.getBoolean("cnnc.goldens.update")) {
            Files.writeString(picture, drawn);
        }
        assertThat(picture).hasContent(drawn);
        assertThat(Files.size(picture)).isLessThan(30_000);
    }

    @Test
    void theFilesNameSaysWhatToWrite() throws IOException {
        assertThat(written("net.svg")).startsWith("<svg ");
        assertThat(written("net.SVG")).startsWith("<svg ");
        assertThat(written("net.mmd")).contains("flowchart TB");
        assertThat(written("net.dot")).startsWith("digraph ");
        assertThat(written("net.txt", "--format", "dot")).startsWith("digraph ");
        assertThat(written("net.svg", "--theme", "dark")).contains("#14181f");
    }

    private String written(String name, String... options) throws IOException {
        Path out = folder.resolve(name);
        Object[] arguments = new Object[options.length + 4];
        arguments[0] = "draw";
        arguments[1] = Ran.LENET;
        arguments[2] = "-o";
        arguments[3] = out;
        System.arraycopy(options, 0, arguments, 4, options.length);
        assertThat(Ran.of(arguments)).isEqualTo(new Ran(0, out + "\n", ""));
        return Files.readString(out);
    }

    @Test
    void aFormulaIsDrawnToo() {
        Ran ran = Ran.of("draw", "-e", "CONV(N)-ReLU", "-D", "N=4", "--input", "9x9x1", "--format", "mermaid");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("3x3 conv, 4<br/>ReLU<br/>7x7x4");
    }

    @Test
    void anotherSuffixIsSaid() {
        Ran ran = Ran.of("draw", Ran.LENET, "-o", folder.resolve("net.png"));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("the name must end in .svg, .mmd or .dot")
                .hasLineCount(1);
    }

    @Test
    void aMissingFolderIsSaid() {
        Ran ran = Ran.of("draw", Ran.LENET, "-o", folder.resolve("none/net.svg"));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).startsWith("error: cannot write ").hasLineCount(1);
    }

    @Test
    void whatIsTooLargeIsADiagnostic() {
        Ran ran = Ran.of("draw", "-e", "CONV(i, 1x1)*(i in 1..9999)", "--input", "9x9x1");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith("error[CNN064]: the network is too large to draw")
                .contains("at most 1000");
    }

    @Test
    void whatIsWrongIsADiagnostic() {
        assertThat(Ran.of("draw", "-e", "CONV(1, 3x3, stride=3)", "--input", "7x7x1")
                        .err())
                .startsWith("error[CNN031]");
    }
}
