package io.github.cnnc.cli;

import io.github.cnnc.compiler.draw.DotRenderer;
import io.github.cnnc.compiler.draw.Drawing;
import io.github.cnnc.compiler.draw.MermaidRenderer;
import io.github.cnnc.compiler.draw.Page;
import io.github.cnnc.compiler.draw.SvgRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc draw FILE -o OUT.svg}: a picture of the network. */
@Command(
        customSynopsis = "cnnc draw [OPTIONS] FILE [-o OUT]",
        sortOptions = false,
        description = "Draw the network: an SVG, PDF or PNG for a slide, or Mermaid or DOT text.",
        footer = {
            "Volumes are boxes of height, width and depth, with the square root of their sizes. What stands several times"
                    + " in a row is drawn once, with x3 below it; so are modules with branches whose depths grow evenly, with"
                    + " the first depth and the last: 56x56x96..256.",
            "",
            "PDF and PNG have the letters of a font that comes with cnnc: Latin, Greek and Cyrillic ones. An SVG has the"
                    + " fonts of the machine that shows it.",
            "",
            "@|bold Examples|@",
            "  cnnc draw samples/vgg16.cnn -o vgg16.svg",
            "  cnnc draw samples/zoo/densenet121.cnn -o densenet.pdf",
            "  cnnc draw samples/zoo/unet.cnn -o unet.png --width 3000",
            "  cnnc draw samples/lenet5/lenet5.cnn --title 'LeNet-5, 1998' --names \\",
            "      -o lenet.svg",
            "  cnnc draw samples/zoo/resnet18.cnn -o resnet18.mmd",
            "  cnnc draw samples/zoo/squeezenet1_1.cnn --format dot | dot -Tpdf -o net.pdf",
        })
final class Draw implements Callable<Integer> {

    private static final int WIDEST = 100_000;

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "The file to write, .svg, .pdf, .png, .mmd or .dot; standard output if not given.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; if not given, what the file's name says, else svg.")
    private Optional<DrawFormat> format = Optional.empty();

    @Option(names = "--theme", paramLabel = "THEME", description = "${COMPLETION-CANDIDATES}; light if not given.")
    private DrawTheme theme = DrawTheme.LIGHT;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "What stands above it; the network's name if not given.")
    private Optional<String> title = Optional.empty();

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description =
                    "How wide the picture is, 96 pixels an inch; what it needs if not given, a PNG twice as much.")
    private Optional<Integer> width = Optional.empty();

    @Option(names = "--names", description = "Write the name of each layer, as `cnnc table` has it.")
    private boolean names;

    @Mixin
    private HelpOption help;

    Draw(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        DrawFormat wanted = wanted();
        Optional<Destination> to = file.map(Destination::of);
        Source source = network.source(terminal);
        Drawing named = source.compiled(terminal).drawing();
        Drawing drawing = title.map(named::titled).orElse(named);
        if (to.isEmpty()) {
            terminal.out().print(text(drawing, wanted));
            return Exit.OK;
        }
        to.get().requireNoneOf(source.files());
        byte[] bytes = bytes(drawing, wanted);
        to.get().write(out -> out.write(bytes));
        if (!to.get().isStandardOutput()) {
            terminal.print(file.get().toString());
        }
        return Exit.OK;
    }

    private DrawFormat wanted() {
        DrawFormat wanted = format.or(() -> file.isEmpty() ? Optional.of(DrawFormat.SVG) : ofName())
                .orElseThrow(() -> new UserError("-o " + file.get()
                        + ": the name must end in .svg, .pdf, .png, .mmd or .dot, or --format say what to write"));
        if (wanted.isBinary() && file.isEmpty()) {
            throw new UserError("--format " + wanted + ": say which file to write, -o net." + wanted);
        }
        if (width.isPresent() && !wanted.isPicture()) {
            throw new UserError("--width " + width.get() + ": " + wanted + " is text, in which nothing has a width");
        }
        if (width.filter(w -> w < 1 || w > WIDEST).isPresent()) {
            throw new UserError("--width " + width.get() + ": from 1 to " + WIDEST + " pixels");
        }
        return wanted;
    }

    private Optional<DrawFormat> ofName() {
        return DrawFormat.ofName(file.get().toString());
    }

    private byte[] bytes(Drawing drawing, DrawFormat format) throws IOException {
        return switch (format) {
            case PDF -> PdfPicture.of(text(drawing, format), terminal);
            // The page as large as it is, so that its pixels are what is asked for.
            case PNG -> png(PdfPicture.of(SvgRenderer.render(drawing, page(OptionalInt.empty())), terminal));
            default -> text(drawing, format).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] png(byte[] pdf) throws IOException {
        try {
            return PngPicture.of(pdf, width());
        } catch (LinkageError e) {
            throw new UserError("this Java has no part that draws, java.desktop (" + e.getMessage()
                    + "): write -o net.svg or net.pdf");
        } catch (OutOfMemoryError e) {
            throw new UserError("the picture is too large for this machine's memory: give a smaller --width");
        }
    }

    private String text(Drawing drawing, DrawFormat format) {
        return switch (format) {
            case MERMAID -> MermaidRenderer.render(drawing, page(width()));
            case DOT -> DotRenderer.render(drawing, page(width()));
            default -> SvgRenderer.render(drawing, page(width()));
        };
    }

    private Page page(OptionalInt width) {
        return new Page(theme.theme(), names, width);
    }

    private OptionalInt width() {
        return width.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
