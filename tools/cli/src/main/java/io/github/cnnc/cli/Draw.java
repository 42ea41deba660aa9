package io.github.cnnc.cli;

import io.github.cnnc.compiler.draw.DotRenderer;
import io.github.cnnc.compiler.draw.Drawing;
import io.github.cnnc.compiler.draw.MermaidRenderer;
import io.github.cnnc.compiler.draw.SvgRenderer;
import io.github.cnnc.compiler.draw.Theme;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc draw FILE -o OUT.svg}: a picture of the network. */
@Command(
        customSynopsis = "cnnc draw [OPTIONS] FILE [-o OUT]",
        sortOptions = false,
        description = "Draw the network: an SVG for a slide, or Mermaid or DOT text.",
        footer = {
            "Volumes are boxes of height, width and depth, with the square root of their sizes. What stands several times"
                    + " in a row is drawn once, with x3 below it.",
            "",
            "@|bold Examples|@",
            "  cnnc draw samples/vgg16.cnn -o vgg16.svg",
            "  cnnc draw samples/zoo/resnet18.cnn -o resnet18.mmd",
            "  cnnc draw samples/zoo/squeezenet1_1.cnn --format dot | dot -Tpdf -o net.pdf",
        })
final class Draw implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "The file to write, .svg, .mmd or .dot; standard output if not given.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; if not given, what the file's name says, else svg.")
    private Optional<DrawFormat> format = Optional.empty();

    @Option(names = "--theme", paramLabel = "THEME", description = "${COMPLETION-CANDIDATES}; light if not given.")
    private DrawTheme theme = DrawTheme.LIGHT;

    @Mixin
    private HelpOption help;

    Draw(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DrawFormat wanted = wanted();
        Optional<Destination> to = file.map(Destination::of);
        Source source = network.source(terminal);
        String text = text(source.compiled(terminal).drawing(), wanted, theme.theme());
        if (to.isEmpty()) {
            terminal.out().print(text);
            return Exit.OK;
        }
        to.get().requireNoneOf(source.files());
        to.get().write(text);
        if (!to.get().isStandardOutput()) {
            terminal.print(file.get().toString());
        }
        return Exit.OK;
    }

    private DrawFormat wanted() {
        if (format.isPresent() || file.isEmpty()) {
            return format.orElse(DrawFormat.SVG);
        }
        return DrawFormat.ofName(file.get().toString())
                .orElseThrow(() -> new UserError("-o " + file.get()
                        + ": the name must end in .svg, .mmd or .dot, or --format say what to write"));
    }

    private static String text(Drawing drawing, DrawFormat format, Theme theme) {
        return switch (format) {
            case SVG -> SvgRenderer.render(drawing, theme);
            case MERMAID -> MermaidRenderer.render(drawing, theme);
            case DOT -> DotRenderer.render(drawing, theme);
        };
    }
}
