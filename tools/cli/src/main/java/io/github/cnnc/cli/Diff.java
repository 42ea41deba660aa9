package io.github.cnnc.cli;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.compare.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc diff A B}: what changed. */
@Command(
        customSynopsis = "cnnc diff [OPTIONS] BEFORE AFTER",
        sortOptions = false,
        description = "Show which layers changed from one network to another, and what that costs.",
        footer = {
            "- is a layer that was removed, + one that was added, ~ one that changed. Layers are compared after"
                    + " expansion, so two ways to write one network are alike; their numbers do not count.",
            "",
            "@|bold Examples|@",
            "  cnnc diff samples/zoo/resnet18.cnn samples/zoo/resnet34.cnn",
            "  cnnc diff samples/vgg16.cnn samples/vgg16-stages.cnn --format markdown",
            "  cnnc diff --exit-code samples/vgg16.cnn samples/vgg16-stages.cnn",
        })
final class Diff implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            arity = "0..2",
            paramLabel = "FILE",
            hideParamSyntax = true,
            description = "The two .cnn files; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private Optional<Format> format = Optional.empty();

    @Mixin
    private JsonOption json;

    @Option(names = "--exit-code", description = "Exit code 1 where the networks differ.")
    private boolean exitCode;

    @Mixin
    private DefinitionOptions beside;

    @Mixin
    private HelpOption help;

    Diff(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (files.size() != 2) {
            throw new UserError("give two FILEs, the one before and the one after");
        }
        Options options = beside.addedTo(Options.NONE);
        Compilation before = Source.file(files.get(0), options, terminal).compile();
        Compilation after = Source.file(files.get(1), options, terminal).compile();
        sayErrors(before);
        // A file compared with itself has its mistakes only once.
        if (!files.get(0).equals(files.get(1))) {
            sayErrors(after);
        }
        if (!before.succeeded() || !after.succeeded()) {
            return Exit.USER;
        }
        Comparison comparison = Comparison.of(before.network(), after.network());
        ComparisonTable table =
                new ComparisonTable(files.get(0).toString(), files.get(1).toString(), comparison);
        switch (json.or(format, Format.JSON).orElse(Format.TEXT)) {
            case TEXT -> table.text().forEach(line -> terminal.print(Printable.line(line)));
            case MARKDOWN -> table.markdown().forEach(line -> terminal.print(Printable.line(line)));
            case JSON -> JsonText.write(terminal.out(), table.json());
        }
        return exitCode && !comparison.same() ? Exit.USER : Exit.OK;
    }

    /** What is wrong, and what is most likely not meant; what else is doubtful is for {@code check} to say. */
    private void sayErrors(Compilation compilation) {
        if (compilation.succeeded()) {
            Source.sayMisreadings(compilation, terminal);
        } else {
            terminal.diagnostics(compilation.diagnostics());
        }
    }
}
