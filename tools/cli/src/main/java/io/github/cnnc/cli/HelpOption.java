package io.github.cnnc.cli;

import picocli.CommandLine.Option;

/** {@code --help}, for every command. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1000,
            description = "Show this help.")
    private boolean asked;
}
