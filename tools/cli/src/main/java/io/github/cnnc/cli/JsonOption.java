package io.github.cnnc.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --json}, the short form of {@code --format json}: both go wherever there is JSON. */
final class JsonOption {

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    /**
     * The format that is asked for.
     *
     * @param format what {@code --format} says
     * @param name what it says for JSON
     */
    <F extends Enum<F>> Optional<F> or(Optional<F> format, F name) {
        if (json && format.isPresent() && format.get() != name) {
            throw new UserError("give --json or --format " + format.get() + ", not both");
        }
        return json ? Optional.of(name) : format;
    }
}
