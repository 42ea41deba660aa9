package io.github.cnnc.cli;

import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What may stand beside a FILE, or in its place. */
final class SourceOptions {

    @Option(
            names = "-e",
            paramLabel = "FORMULA",
            order = 900,
            description = "Compile this text instead of a FILE: the lecture's formula, or statements.")
    private Optional<String> formula = Optional.empty();

    @Mixin
    private DefinitionOptions definitions;

    @Option(
            names = "--unroll",
            paramLabel = "HOW",
            order = 903,
            description = "How far generated loops are unrolled: ${COMPLETION-CANDIDATES}."
                    + " @|italic full|@ leaves no loop, for small networks.")
    private Unroll unroll = Unroll.AUTO;

    @Option(
            names = "--allow",
            paramLabel = "CODE",
            order = 904,
            description = "Do not warn of this, as `allow CODE` in the file; several times for several codes.")
    private List<String> allowed = new ArrayList<>();

    @Option(
            names = "--schedules",
            paramLabel = "FILE",
            order = 905,
            description =
                    "Schedules that @|italic cnnc tune|@ measured; those of the .tune beside the FILE, if not given.")
    private Optional<Path> schedules = Optional.empty();

    /** The text of {@code -e}. */
    Optional<String> formula() {
        return formula;
    }

    /** The network of a file, or of standard input for {@code -}. */
    Source file(Path path, Terminal terminal) {
        Source source = Source.file(path, options(), terminal);
        return schedules.isPresent() ? source.scheduledBy(schedules) : source;
    }

    /** The network of {@code -e}, where there is one. */
    Optional<Source> typed() {
        return formula.map(text -> Source.typed(text, options()).scheduledBy(schedules));
    }

    /** For the compiler. */
    Options options() {
        Options options = definitions.addedTo(Options.NONE.unroll(unroll.planned()));
        for (String code : allowed) {
            options = options.allow(Code.named(Explain.full(code))
                    .filter(c -> c.severity() == Severity.WARNING)
                    .orElseThrow(() -> new UserError("--allow needs the code of a warning, not `" + code + "`")));
        }
        return schedules.isPresent() ? options.schedules(ScheduleFile.read(schedules.get())) : options;
    }
}
