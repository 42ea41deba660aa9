package io.github.cnnc.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One network: a FILE, or {@code -e FORMULA} in its place. */
final class NetworkSource {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            hideParamSyntax = true,
            description = "A .cnn file; - is standard input.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private SourceOptions beside;

    /** The network's text. */
    Source source(Terminal terminal) {
        if (file.isPresent() && beside.formula().isPresent()) {
            throw new UserError("give a FILE or -e FORMULA, not both");
        }
        return beside.typed()
                .orElseGet(() -> beside.file(
                        file.orElseThrow(() -> new UserError("a FILE or -e FORMULA is missing")), terminal));
    }
}
