package io.github.cnnc.cli;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Explanations;
import io.github.cnnc.compiler.diagnostic.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cnnc explain CNN031}: what a code means. */
@Command(
        customSynopsis = "cnnc explain [CODE]",
        sortOptions = false,
        description = "Explain a diagnostic's code, with a wrong and a right example.",
        footer = {"@|bold Examples|@", "  cnnc explain CNN031", "  cnnc explain           every code with its title"})
final class Explain implements Callable<Integer> {

    private static final Pattern SHORT = Pattern.compile("(?:CNN)?(\\d{1,3})", Pattern.CASE_INSENSITIVE);

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            hideParamSyntax = true,
            description = "A code such as CNN031; 31 is enough.")
    private Optional<String> wanted = Optional.empty();

    @Mixin
    private HelpOption help;

    Explain(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (wanted.isEmpty()) {
            Stream.of(Code.values()).forEach(code -> terminal.print(code + "  " + code.title()));
            return Exit.OK;
        }
        Code code = named(wanted.get());
        terminal.print(Explanations.of(code).map(String::stripTrailing).orElse(code + ": " + code.title()));
        return Exit.OK;
    }

    /** {@code CNN031} of {@code cnn31}, {@code 31}; anything else as it is. */
    static String full(String name) {
        Matcher number = SHORT.matcher(name);
        return number.matches() ? "CNN" + "0".repeat(3 - number.group(1).length()) + number.group(1) : name;
    }

    private static Code named(String name) {
        String full = full(name);
        return Code.named(full).orElseThrow(() -> {
            List<String> codes = Stream.of(Code.values()).map(Code::name).toList();
            return new UserError("there is no code `" + name + "`" + NearestName.hint(full, codes)
                    + "\n`cnnc explain` lists them all");
        });
    }
}
