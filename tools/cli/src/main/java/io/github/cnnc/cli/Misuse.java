package io.github.cnnc.cli;

import io.github.cnnc.compiler.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the command itself, and what was probably meant. */
final class Misuse {

    private Misuse() {}

    /** Two lines: what is wrong, and where help is. */
    static String message(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String what = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : lowerCase(e.getMessage());
        return what + "\ntry " + command.getCommandSpec().qualifiedName() + " --help";
    }

    private static String unmatched(UnmatchedArgumentException e, CommandLine command) {
        String argument = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            String name = argument.replaceFirst("=.*", "");
            return "there is no option `" + name + "`"
                    // Every letter is near every other.
                    + (name.length() > 2 ? NearestName.hint(name, options(command)) : "");
        }
        if (!command.getSubcommands().isEmpty()) {
            return "there is no command `" + argument + "`"
                    + (argument.endsWith(".cnn")
                            ? "; did you mean `cnnc table " + argument + "`?"
                            : NearestName.hint(
                                    argument, command.getSubcommands().keySet()));
        }
        return "`" + argument + "` is one argument too many";
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    /** picocli begins with a capital; our messages do not. */
    private static String lowerCase(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
