package io.github.cnnc.cli;

import io.github.cnnc.compiler.emit.JavaSource;
import java.io.File;
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
            "Prints the path it wrote, and on standard error how to compile it. The same network makes the same bytes, wherever it lies.",
            "",
            "The class needs cnnc's runtime on its class path, and the compiler needs the module of Java's vectors."
                    + " A program also runs without that module; with it, several times faster:",
            "",
            "  javac --add-modules jdk.incubator.vector -cp cnnc-runtime.jar \\",
            "      -d classes src/main/java/com/example/LeNet5.java Main.java",
            "  java --add-modules jdk.incubator.vector -cp cnnc-runtime.jar:classes Main",
            "",
            "The runtime is runtime/target/cnnc-runtime-VERSION.jar after ./cnnc ran once; the VERSION is that of cnnc --version.",
            "",
            "A module says it in its module-info.java:",
            "",
            "  requires jdk.incubator.vector;",
            "  requires io.github.cnnc.runtime;",
            "",
            "Maven, after `mvn install -DskipTests` in cnnc's folder:",
            "",
            "  <dependency>",
            "    <groupId>io.github.cnnc</groupId>",
            "    <artifactId>cnnc-runtime</artifactId>",
            "    <version>VERSION</version>",
            "  </dependency>",
            "",
            "  <plugin>",
            "    <artifactId>maven-compiler-plugin</artifactId>",
            "    <configuration>",
            "      <compilerArgs>",
            "        <arg>--add-modules</arg>",
            "        <arg>jdk.incubator.vector</arg>",
            "      </compilerArgs>",
            "    </configuration>",
            "  </plugin>",
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
        Path file = to.shown();
        terminal.print(file.toString());
        terminal.note("compile it with  javac " + flag(java) + "-cp " + quoted(StandaloneJar.home()) + " -d classes "
                + quoted(file));
        terminal.note("run it with      java " + flag(java) + "-cp " + quoted(StandaloneJar.home()) + File.pathSeparator
                + "classes ...");
        terminal.note("Maven, modules:  cnnc emit --help");
        return Exit.OK;
    }

    private static String flag(JavaSource java) {
        return VectorModule.isNeededBy(java) ? VectorModule.FLAG + " " : "";
    }

    /** As a shell takes it. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w/.:\\\\~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
