package io.github.cnnc.cli;

import io.github.cnnc.compiler.Options;
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
        return input.isPresent() ? options.input(input.get()) : options;
    }
}
