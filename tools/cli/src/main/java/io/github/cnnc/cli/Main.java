package io.github.cnnc.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The program. */
public final class Main {

    private static final Map<String, Function<Terminal, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("check", Check::new);
        COMMANDS.put("table", Table::new);
        COMMANDS.put("draw", Draw::new);
        COMMANDS.put("diff", Diff::new);
        COMMANDS.put("fmt", Fmt::new);
        COMMANDS.put("weights", TensorTable::new);
        COMMANDS.put("run", Run::new);
        COMMANDS.put("eval", Eval::new);
        COMMANDS.put("bench", Bench::new);
        COMMANDS.put("tune", Tune::new);
        COMMANDS.put("explain-plan", ExplainPlan::new);
        COMMANDS.put("emit", Emit::new);
        COMMANDS.put("build", Build::new);
        COMMANDS.put("explain", Explain::new);
        COMMANDS.put("dump", Dump::new);
    }

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs one command; returns its exit code. Nothing is done if what was asked for could not be written. */
    static int run(Terminal terminal, String... arguments) {
        int code = executed(terminal, arguments);
        terminal.out().flush();
        Optional<IOException> lost = terminal.failure().get();
        lost.ifPresent(why -> terminal.error("cannot write the output: " + FileMessage.of(why)));
        terminal.err().flush();
        return code == Exit.OK && lost.isPresent() ? Exit.USER : code;
    }

    private static int executed(Terminal terminal, String... arguments) {
        Failures failures = new Failures(terminal, List.copyOf(Arrays.asList(arguments)));
        try {
            String asked = arguments.length == 0 ? "" : arguments[0];
            return commandLine(asked, terminal, failures).execute(arguments);
        } catch (Throwable failure) {
            // Errors, which picocli does not catch: no memory, no stack, and what should never happen.
            return failures.report(failure);
        }
    }

    /** The names of all commands. */
    static List<String> commands() {
        return List.copyOf(COMMANDS.keySet());
    }

    /** With the command that is asked for, or with all to choose from: picocli takes 10 ms to read the options of each. */
    private static CommandLine commandLine(String asked, Terminal terminal, Failures failures) {
        CommandLine line = new CommandLine(new Root(terminal));
        COMMANDS.forEach((name, command) -> {
            if (asked.equals(name) || !COMMANDS.containsKey(asked)) {
                line.addSubcommand(name, command.apply(terminal));
            }
        });
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.outColour() ? Ansi.ON : Ansi.OFF));
        line.registerConverter(Format.class, Choice.of(Format.class));
        line.registerConverter(TableFormat.class, Choice.of(TableFormat.class));
        line.registerConverter(LayerColumn.class, Choice.of(LayerColumn.class));
        line.registerConverter(PlainFormat.class, Choice.of(PlainFormat.class));
        line.registerConverter(CheckFormat.class, Choice.of(CheckFormat.class));
        line.registerConverter(DrawFormat.class, Choice.of(DrawFormat.class));
        line.registerConverter(DrawTheme.class, Choice.of(DrawTheme.class));
        line.registerConverter(MatchBy.class, Choice.of(MatchBy.class));
        line.registerConverter(Unroll.class, Choice.of(Unroll.class));
        line.registerConverter(Dump.Stage.class, Choice.of(Dump.Stage.class));
        // A file may be called @x, and nobody asked for more ways to write options.
        line.setExpandAtFiles(false);
        HelpLayout.apply(line);
        line.setParameterExceptionHandler((e, rest) -> misused(terminal, e));
        // What picocli itself may throw while it shows help is a mistake of ours, too.
        line.getCommandSpec().exitCodeOnExecutionException(Exit.BUG);
        line.getSubcommands().values().forEach(s -> s.getCommandSpec().exitCodeOnExecutionException(Exit.BUG));
        line.setExecutionExceptionHandler((e, command, parsed) -> failures.report(e));
        return line;
    }

    private static int misused(Terminal terminal, ParameterException e) {
        terminal.error(Misuse.message(e));
        return Exit.USER;
    }
}
