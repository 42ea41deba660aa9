package io.github.cnnc.cli;

import io.github.cnnc.compiler.emit.JavaSource;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc build FILE -o OUT.jar}: a jar that stands alone. */
@Command(
        customSynopsis = "cnnc build [OPTIONS] FILE -o JAR",
        sortOptions = false,
        description = "Build a jar of the network, its weights and cnnc's runtime.",
        footer = {
            "The weights are those of --weights, else the .safetensors beside the FILE, if there is one.",
            "The same network and weights make the same bytes, wherever they lie.",
            "",
            "As a module the jar has the name of the class, com.example.LeNet5. On a module path networks need packages of their own,"
                    + " and only one jar may have the runtime: build with --no-runtime and put cnnc-runtime-VERSION.jar beside them,"
                    + " the module io.github.cnnc.runtime. It lies in runtime/target after ./cnnc ran once.",
            "",
            "@|bold Examples|@",
            "  cnnc build samples/lenet5/lenet5.cnn -o lenet5.jar --package com.example",
            "  cnnc build samples/vgg16.cnn -o vgg16.jar --package com.example.vgg --no-runtime",
        })
final class Build implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "JAR",
            required = true,
            description = "The jar to write.")
    private Path jar;

    @Option(names = "--weights", paramLabel = "WEIGHTS", description = "A .safetensors file.")
    private Optional<Path> weights = Optional.empty();

    @Mixin
    private MatchOption match;

    // A class without a package cannot be imported, so a jar of one would be of little use.
    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The package of the class; ${DEFAULT-VALUE} if not given.",
            defaultValue = "networks")
    private String packageName = "";

    @Option(names = "--class", paramLabel = "CLASS", description = "The name of the class; the network's if not given.")
    private String className = "";

    @Option(
            names = "--no-runtime",
            description = "Leave the runtime out: for several networks beside each other, and for module paths.")
    private boolean noRuntime;

    @Mixin
    private HelpOption help;

    Build(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        JavaNames names = JavaNames.checked(packageName, className);
        Destination to = Destination.of(jar, ".jar");
        Source source = network.source(terminal);
        JavaSource java = names.generate(source, terminal);
        if (VectorModule.isNeededBy(java) && !Machine.vector()) {
            throw new UserError("build compiles kernels for vectors, and Java runs without their module\njava "
                    + VectorModule.FLAG + " -jar cnnc.jar build ... has it");
        }
        LoadedClass loaded = JaninoLoader.load(java);
        List<TensorSpec> needed = source.compile().network().network().tensors();
        boolean needsWeights = !needed.isEmpty();
        Optional<Path> file = needsWeights || weights.isPresent() ? weightsFile(source) : Optional.empty();
        to.requireNoneOf(source.files());
        match.requireFile(file.isPresent());
        Optional<Destination.Content> stored = Optional.empty();
        if (file.isPresent()) {
            to.requireNoneOf(List.of(file.get()));
            Weights given = match.matched(file.get(), needed, terminal);
            // A model is made only to see that the weights are this network's.
            loaded.model(given);
            stored = Optional.of(match.byOrder() ? given::write : out -> copy(file.get(), out));
        }
        to.write(new StandaloneJar(java, loaded.classFiles(), stored, !noRuntime)::writeTo);
        if (!to.isStandardOutput()) {
            say(java, file, needsWeights);
        }
        return Exit.OK;
    }

    /** Weights that keep their names stay as they are stored, in half precision for one. */
    private static void copy(Path file, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(out);
        }
    }

    private Optional<Path> weightsFile(Source source) {
        if (weights.isPresent()) {
            if (!Files.isRegularFile(weights.get())) {
                throw new UserError("there is no weights file " + weights.get());
            }
            return weights;
        }
        return source.path().map(WeightsSource::beside).filter(Files::isRegularFile);
    }

    private void say(JavaSource java, Optional<Path> file, boolean needsWeights) throws IOException {
        String name = java.className();
        String made = file.isPresent()
                ? "new " + name + "(Weights.resource(" + name + ".class, \"" + StandaloneJar.resource(java) + "\"))"
                : needsWeights
                        ? name + ".load(Path.of(\"" + name + ".safetensors\"))"
                        : "new " + name + "(Weights.of(Map.of()))";
        terminal.print(jar + " (" + Figures.bytes(Files.size(jar)) + "): " + java.qualifiedName() + ", "
                + (file.isPresent()
                        ? "weights of " + file.get()
                        : needsWeights ? "without weights" : "no weights needed")
                + (noRuntime ? ", without the runtime" : ", runtime"));
        terminal.print("");
        terminal.print("    Model model = " + made + ";");
        terminal.print("    float[] input = Pictures.read(Path.of(\"picture.png\"), model.input());");
        terminal.print("    float[] output = model.predict(input);");
        if (noRuntime) {
            terminal.note("it needs cnnc's runtime on its class or module path, once for all networks");
        }
        if (needsWeights && file.isEmpty()) {
            terminal.warn("no weights are in " + jar + ": give them with --weights, or load them yourself");
        }
    }
}
