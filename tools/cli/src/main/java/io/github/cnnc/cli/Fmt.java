package io.github.cnnc.cli;

import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.format.Formatter;
import io.github.cnnc.compiler.source.SourceFile;
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

/** {@code cnnc fmt FILE...}: lays texts out. */
@Command(
        customSynopsis = "cnnc fmt [OPTIONS] FILE...",
        sortOptions = false,
        description = "Lay out .cnn files in the canonical way; every word and comment stays.",
        footer = {
            "Files are written in place, and the names of those that changed are printed. Line breaks in chains and"
                    + " lists stay; where the lines of a chain are lined up, they stay so.",
            "",
            "@|bold Examples|@",
            "  cnnc fmt samples/*.cnn",
            "  cnnc fmt --check samples/*.cnn",
            "  cnnc fmt - < samples/vgg16.cnn",
        })
final class Fmt implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            hideParamSyntax = true,
            description = "The .cnn files; - is standard input, which is laid out to standard output.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--check",
            description = "Write nothing; list the files that would change, with exit code 1 if there are any.")
    private boolean check;

    @Option(names = "--stdout", description = "Write to standard output, not into the files.")
    private boolean print;

    @Mixin
    private HelpOption help;

    Fmt(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty()) {
            throw new UserError("a FILE is missing; - is standard input");
        }
        if (check && print) {
            throw new UserError("give --check or --stdout, not both");
        }
        boolean good = true;
        for (String file : files) {
            good &= laidOut(file);
        }
        return good ? Exit.OK : Exit.USER;
    }

    private boolean laidOut(String file) {
        try {
            SourceFile source = Source.text(Path.of(file), terminal);
            Diagnostics diagnostics = new Diagnostics();
            Optional<String> text = Formatter.format(source, diagnostics);
            terminal.diagnostics(diagnostics.all());
            return text.isPresent() && put(file, source.text(), text.get());
        } catch (IOException e) {
            // The other files are laid out all the same.
            terminal.error(FileMessage.of(e));
            return false;
        } catch (UserError e) {
            terminal.error(e.getMessage());
            return false;
        }
    }

    /** Whether all is well with the file afterwards. */
    private boolean put(String file, String before, String after) throws IOException {
        boolean same = after.equals(before);
        if (check) {
            if (!same) {
                terminal.print(file);
            }
            return same;
        }
        if (print || file.equals(Source.STANDARD_INPUT)) {
            terminal.out().print(after);
        } else if (!same) {
            Destination.of(Path.of(file)).write(after);
            terminal.print(file);
        }
        return true;
    }
}
