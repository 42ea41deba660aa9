package io.github.cnnc.cli;

import io.github.cnnc.compiler.emit.JavaSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc emit FILE -o DIR}: the generated class as source. */
@Command(
        customSynopsis = "cnnc emit [OPTIONS] FILE -o DIR",
        sortOptions = false,
        description = "Write the generated Java source.",
        footer = {
            "Prints the path it wrote. The class needs cnnc's runtime on its class path and nothing else.",
            "The same network makes the same bytes, wherever it lies.",
            "",
            "@|bold Examples|@",
            "  cnnc emit samples/lenet5/lenet5.cnn -o src/main/java --package com.example",
        })
final class Emit implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The source folder; packages become folders in it.")
    private Path folder;

    @Option(names = "--package", paramLabel = "PACKAGE", description = "The package of the class; none if not given.")
    private String packageName = "";

    @Option(names = "--class", paramLabel = "CLASS", description = "The name of the class; the network's if not given.")
    private String className = "";

    @Mixin
    private HelpOption help;

    Emit(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Source source = network.source(terminal);
        JavaSource java = JavaNames.checked(packageName, className).generate(source, terminal);
        Destination to = Destination.below(folder, java.path());
        to.requireNoneOf(source.files());
        to.write(java.text());
        terminal.print(to.shown().toString());
        return Exit.OK;
    }
}
