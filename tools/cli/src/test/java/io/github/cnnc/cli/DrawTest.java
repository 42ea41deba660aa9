package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.text.PDFTextStripper;
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

    @Test
    void aPdfIsThePictureWithItsTextAndFont() throws IOException {
        byte[] pdf = bytes("net.pdf", "--title", "Zahlen \u00fc\u03b1\u0431 (LeNet)");

        assertThat(bytes("again.pdf", "--title", "Zahlen \u00fc\u03b1\u0431 (LeNet)"))
                .isEqualTo(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            "Zahlen \u00fc\u03b1\u0431 (LeNet)",
                            "2x2 max pool, /2",
                            "14x14x6",
                            "1x1x10",
                            "convolution");
            PDResources resources = document.getPage(0).getResources();
            for (COSName font : resources.getFontNames()) {
                assertThat(resources.getFont(font).isEmbedded()).isTrue();
            }
        }
    }

    @Test
    void pdfAndSvgHaveTheSameSize() throws IOException {
        String svg = written("net.svg", "--width", "960");
        try (PDDocument document = Loader.loadPDF(bytes("net.pdf", "--width", "960"))) {
            assertThat(svg).contains(" width=\"960\"");
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(720, within(0.1f));
        }
    }

    @Test
    void aPngIsAsWideAsAskedForAndHasTheColours() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes("net.png", "--width", "1500")));
        assertThat(image.getWidth()).isEqualTo(1500);
        for (int width : new int[] {1, 2, 97, 333, 1001}) {
            byte[] png = bytes("net.png", "--width", Integer.toString(width));
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(width);
        }
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        // The page, convolutions, pools, fully connected layers, softmax.
        assertThat(colours).contains(0xffffff, 0x5b9bea, 0xef6f6c, 0x9b80df, 0x43b88c);

        BufferedImage dark = ImageIO.read(new ByteArrayInputStream(bytes("dark.png", "--theme", "dark")));
        assertThat(dark.getRGB(0, 0) & 0xffffff).isEqualTo(0x14181f);
    }

    @Test
    void everySampleIsAPdfAndAPng() throws IOException {
        for (String sample : List.of("zoo/densenet121", "zoo/googlenet", "zoo/unet", "zoo/senet_block")) {
            for (String format : List.of("pdf", "png")) {
                Path out = folder.resolve("sample." + format);
                Ran ran = Ran.of("draw", Ran.ROOT.resolve("samples/" + sample + ".cnn"), "-o", out);
                assertThat(ran).isEqualTo(new Ran(0, out + "\n", ""));
            }
        }
    }

    @Test
    void whatTheFontLacksIsAWarning() {
        Ran ran = Ran.of("draw", Ran.LENET, "--title", "\u7f51\u7edc", "-o", folder.resolve("net.pdf"));

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).startsWith("warning: the picture's font has no \u7edc \u7f51 and shows ? instead");
    }

    @Test
    void aTitleIsTextInEveryFormat() throws IOException {
        String hostile = "</text><script>\n---\n\"; } \\ &amp; \u001b[31m %% 100%";
        assertThat(written("net.svg", "--title", hostile)).doesNotContain("<script>", "\u001b");
        assertThat(written("net.mmd", "--title", hostile))
                .doesNotContain("<script>", "\u001b")
                .startsWith("---\ntitle: \"")
                .containsOnlyOnce("\n---\n");
        assertThat(written("net.dot", "--title", hostile))
                .doesNotContain("\u001b")
                .contains("\\\"; } \\\\");
        Ran ran = Ran.of("draw", Ran.LENET, "--title", hostile, "-o", folder.resolve("net.pdf"));
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).hasLineCount(ran.err().isEmpty() ? 0 : 1).doesNotContain("\u001b");
        assertThat(written("net.svg", "--title", "")).doesNotContain(">LeNet5</text>");
    }

    @Test
    void titleAndNamesAreInEveryFormat() throws IOException {
        for (String name : List.of("net.svg", "net.mmd", "net.dot")) {
            assertThat(written(name, "--title", "A b", "--names")).contains("A b", "conv1");
            assertThat(written(name)).doesNotContain("A b").contains("LeNet");
        }
    }

    @Test
    void whatCannotBeDrawnAsAskedIsSaid() {
        refused("--width 300: dot is text", "--format", "dot", "--width", "300");
        refused("--width 0: from 1 to 100000 pixels", "--width", "0");
        refused("--format pdf: say which file to write, -o net.pdf", "--format", "pdf");
        refused("a PNG of ", "-o", folder.resolve("net.png"), "--width", "90000");
        assertThat(folder.resolve("net.png")).doesNotExist();
    }

    private static void refused(String message, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("draw", Ran.LENET));
        arguments.addAll(List.of(options));
        Ran ran = Ran.of(arguments.toArray());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("error: ").contains(message).hasLineCount(1);
    }

    private byte[] bytes(String name, String... options) throws IOException {
        Path out = folder.resolve(name);
        List<Object> arguments = new ArrayList<>(List.of("draw", Ran.LENET, "-o", out));
        arguments.addAll(List.of(options));
        assertThat(Ran.of(arguments.toArray())).isEqualTo(new Ran(0, out + "\n", ""));
        return Files.readAllBytes(out);
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
        assertThat(ran.out()).contains("3x3 conv<br/>ReLU<br/>7x7x4");
    }

    @Test
    void anotherSuffixIsSaid() {
        Ran ran = Ran.of("draw", Ran.LENET, "-o", folder.resolve("net.gif"));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("the name must end in .svg, .pdf, .png, .mmd or .dot")
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
