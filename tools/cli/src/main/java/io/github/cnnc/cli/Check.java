package io.github.cnnc.cli;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.diagnostic.GithubAnnotations;
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

/** {@code cnnc check FILE...}: is it right? */
@Command(
        customSynopsis = "cnnc check [OPTIONS] FILE...",
        sortOptions = false,
        description = "Check networks: syntax, every volume, every count.",
        footer = {
            "Says `ok` for every good file and what is wrong with the others; exit code 1 if any is wrong."
                    + " JSON is for editors: places, labels, and fixes with their edits; github is for a workflow's log.",
            "",
            "@|bold Examples|@",
            "  cnnc check samples/*.cnn",
            "  cnnc check --format json samples/vgg16.cnn",
        })
final class Check implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            hideParamSyntax = true,
            description = "The .cnn files; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private Optional<CheckFormat> format = Optional.empty();

    @Mixin
    private JsonOption json;

    @Mixin
    private SourceOptions beside;

    @Mixin
    private HelpOption help;

    Check(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() == beside.formula().isEmpty()) {
            throw new UserError(
                    files.isEmpty() ? "a FILE or -e FORMULA is missing" : "give FILEs or -e FORMULA, not both");
        }
        return chosen() == CheckFormat.JSON ? json() : text();
    }

    private CheckFormat chosen() {
        return json.or(format, CheckFormat.JSON).orElse(CheckFormat.TEXT);
    }

    private int text() {
        boolean good = true;
        if (beside.formula().isPresent()) {
            return checked(beside.typed().orElseThrow()) ? Exit.OK : Exit.USER;
        }
        for (Path file : files) {
            try {
                good &= checked(beside.file(file, terminal));
            } catch (UserError unreadable) {
                terminal.error(unreadable.getMessage());
                good = false;
            }
        }
        return good ? Exit.OK : Exit.USER;
    }

    private boolean checked(Source source) {
        Compilation compilation = source.compile();
        if (chosen() == CheckFormat.GITHUB) {
            compilation.diagnostics().forEach(d -> terminal.print(GithubAnnotations.of(d)));
            return compilation.succeeded();
        }
        terminal.diagnostics(compilation.diagnostics());
        if (compilation.succeeded()) {
            CheckedNetwork checked = compilation.network();
            terminal.print(source.text().name() + ": ok, "
                    + Figures.count(checked.totals().parameters()) + " parameters, "
                    + checked.network().input().format().volume() + " -> "
                    + checked.network().outputVolume());
        }
        return compilation.succeeded();
    }

    private int json() throws IOException {
        boolean good = true;
        List<JsonObject> results = new ArrayList<>();
        if (beside.formula().isPresent()) {
            Source typed = beside.typed().orElseThrow();
            good = add(results, typed.text().name(), typed.compile());
        }
        for (Path file : files) {
            good &= add(results, file.toString(), compiled(file));
        }
        JsonText.write(terminal.out(), new JsonObject().with("files", results));
        return good ? Exit.OK : Exit.USER;
    }

    /** That a file cannot be read is a diagnostic here, like anything else. */
    private Compilation compiled(Path file) {
        try {
            return Source.read(file, beside.options(), terminal).compile();
        } catch (IOException e) {
            return Cnnc.unreadable(file.toString(), e, beside.options());
        }
    }

    private static boolean add(List<JsonObject> results, String name, Compilation compilation) {
        JsonObject result = new JsonObject().with("file", name).with("ok", compilation.succeeded());
        if (compilation.succeeded()) {
            CheckedNetwork checked = compilation.network();
            result.with("network", checked.network().name())
                    .with("input", checked.network().input().format().volume())
                    .with("output", checked.network().outputVolume())
                    .with("parameters", checked.totals().parameters());
        }
        results.add(result.with(
                "diagnostics",
                compilation.diagnostics().stream().map(DiagnosticJson::of).toList()));
        return compilation.succeeded();
    }
}
