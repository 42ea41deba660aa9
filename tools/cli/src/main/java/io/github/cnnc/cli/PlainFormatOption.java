package io.github.cnnc.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Text or JSON. */
final class PlainFormatOption {

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private Optional<PlainFormat> format = Optional.empty();

    @Mixin
    private JsonOption json;

    /** What was asked for. */
    PlainFormat chosen() {
        return json.or(format, PlainFormat.JSON).orElse(PlainFormat.TEXT);
    }

    /** Whether that is JSON. */
    boolean json() {
        return chosen() == PlainFormat.JSON;
    }
}
