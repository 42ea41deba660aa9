package io.github.cnnc.cli;

import io.github.cnnc.compiler.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a network is given from outside. */
final class DefinitionOptions {

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            order = 901,
            description = "Give a parameter or a free name its value; several times for several names.")
    private List<String> definitions = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "WxHxD",
            order = 902,
            description = "The volume that enters, width x height x depth, instead of the file's.")
    private Optional<String> input = Optional.empty();

    @Option(
            names = "--logits",
            order = 906,
            description = "Leave the last SOFTMAX out: what leaves are scores, no probabilities.")
    private boolean logits;

    @Option(
            names = "--no-expect",
            order = 907,
            description = "Compare no @|italic expect|@ of the file with the network.")
    private boolean noExpect;

    @Option(
            names = "--include",
            paramLabel = "DIR",
            order = 908,
            description =
                    "Let @|italic use|@ and @|italic labels|@ read files in DIR and below, as in the FILE's own folder;"
                            + " several times for several folders.")
    private List<Path> includes = new ArrayList<>();

    /** The same options with these. */
    Options addedTo(Options before) {
        Options options = before;
        Map<String, String> given = new HashMap<>();
        for (String definition : definitions) {
            int equals = definition.indexOf('=');
            if (equals < 1) {
                throw new UserError("-D needs a name and a value, `-D N=2`, not `" + definition + "`");
            }
            String name = definition.substring(0, equals).strip();
            String value = definition.substring(equals + 1);
            String other = given.putIfAbsent(name, value);
            if (other != null) {
                throw new UserError("-D gives `" + name + "` twice, as " + other + " and as " + value);
            }
            options = options.define(name, value);
        }
        for (Path folder : includes) {
            if (!Files.isDirectory(folder)) {
                throw new UserError("--include needs a folder, and " + folder + " is none");
            }
            options = options.include(folder);
        }
        options = logits ? options.withLogits() : options;
        options = noExpect ? options.withoutExpects() : options;
        return input.isPresent() ? options.input(input.get()) : options;
    }
}
