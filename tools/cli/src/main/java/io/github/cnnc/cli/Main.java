package io.github.cnnc.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The program. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs one command; returns its exit code. */
    static int run(Terminal terminal, String... arguments) {
        Failures failures = new Failures(terminal, List.copyOf(Arrays.asList(arguments)));
        try {
            return commandLine(terminal, failures).execute(arguments);
        } catch (Throwable failure) {
            // Errors, which picocli does not catch: no memory, no stack, and what should never happen.
            return failures.report(failure);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private static CommandLine commandLine(Terminal terminal, Failures failures) {
        CommandLine line = new CommandLine(new Root(terminal));
        line.addSubcommand(new Check(terminal));
        line.addSubcommand(new Table(terminal));
        line.addSubcommand(new Draw(terminal));
        line.addSubcommand(new Diff(terminal));
        line.addSubcommand(new Fmt(terminal));
        line.addSubcommand(new Run(terminal));
        line.addSubcommand(new Eval(terminal));
        line.addSubcommand(new Bench(terminal));
        line.addSubcommand(new Emit(terminal));
        line.addSubcommand(new Build(terminal));
        line.addSubcommand(new Explain(terminal));
        line.addSubcommand(new Dump(terminal));
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.outColour() ? Ansi.ON : Ansi.OFF));
        line.registerConverter(Format.class, Choice.of(Format.class));
        line.registerConverter(PlainFormat.class, Choice.of(PlainFormat.class));
        line.registerConverter(CheckFormat.class, Choice.of(CheckFormat.class));
        line.registerConverter(DrawFormat.class, Choice.of(DrawFormat.class));
        line.registerConverter(DrawTheme.class, Choice.of(DrawTheme.class));
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
