package io.github.cnnc.cli;

import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a network's weights come from. */
final class WeightsSource {

    @Option(
            names = "--weights",
            paramLabel = "WEIGHTS",
            description = "A .safetensors file, or a folder with one .npy per tensor;"
                    + " the .safetensors beside the FILE if not given.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--random-weights",
            arity = "0..1",
            paramLabel = "SEED",
            preprocessor = Attached.class,
            parameterConsumer = Seed.class,
            description = "Try the network with random weights; its answer then means nothing.")
    private OptionalLong seed = OptionalLong.empty();

    @Mixin
    private MatchOption match;

    private static final String NUMBER = "-?\\d{1,18}";

    /** What stands right behind the option, {@code --random-weights=7}, can be nothing but a number. */
    static final class Attached implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> parsed) {
            boolean attached = !" ".equals(parsed.get("separator"));
            if (attached && !words.peek().matches(NUMBER)) {
                throw new ParameterException(
                        command.commandLine(), "--random-weights needs a whole number, not `" + words.peek() + "`");
            }
            return false;
        }
    }

    /** Takes the word that follows only if it is a number: it may be the first picture. */
    static final class Seed implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            boolean given = !words.isEmpty() && words.peek().matches(NUMBER);
            option.setValue(OptionalLong.of(given ? Long.parseLong(words.pop()) : 1));
        }
    }

    /** The weights of this network. */
    Weights weights(Source source, Network network, Terminal terminal) throws IOException {
        match.requireFile(seed.isEmpty());
        if (seed.isPresent()) {
            if (file.isPresent()) {
                throw new UserError("give --weights or --random-weights, not both");
            }
            terminal.warn("the weights are random: the answer means nothing");
            return Weights.random(network.tensors(), seed.getAsLong());
        }
        if (file.isPresent()) {
            return match.matched(file.get(), network.tensors(), terminal);
        }
        if (network.tensors().isEmpty()) {
            return Weights.of(Map.of());
        }
        Path beside = source.path()
                .map(WeightsSource::beside)
                .orElseThrow(() -> new UserError("no weights file is beside "
                        + (source.text().name().equals("-e") ? "a formula" : "a pipe") + "\n" + ADVICE));
        if (!Files.isRegularFile(beside)) {
            throw new UserError(
                    "the weights of " + network.name() + " are missing: there is no file " + beside + "\n" + ADVICE);
        }
        return match.matched(beside, network.tensors(), terminal);
    }

    /** The file or folder they are read from. */
    Optional<Path> file(Source source) {
        return seed.isPresent() ? Optional.empty() : file.or(() -> source.path().map(WeightsSource::beside));
    }

    private static final String ADVICE = "give them with --weights WEIGHTS, or try the network with --random-weights";

    /** The weights file that belongs to a .cnn file. */
    static Path beside(Path network) {
        String name = network.getFileName().toString();
        String stem = name.endsWith(".cnn") ? name.substring(0, name.length() - ".cnn".length()) : name;
        return network.resolveSibling(stem + ".safetensors");
    }
}
