package io.github.cnnc.cli;

import io.github.cnnc.compiler.CompilationFailed;
import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.runtime.PictureException;
import io.github.cnnc.runtime.WeightsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a command says when it fails, and its exit code. Three kinds of failure: what the user can mend, a limit of the
 * machine, a mistake of ours.
 *
 * @param arguments what was typed, for the report of a bug
 */
record Failures(Terminal terminal, List<String> arguments) {

    /** Says what went wrong. */
    int report(Throwable failure) {
        if (failure instanceof CompilationFailed failed) {
            terminal.diagnostics(failed.diagnostics());
            return Exit.USER;
        }
        if (failure instanceof UserError
                || failure instanceof WeightsException
                || failure instanceof PictureException) {
            terminal.error(failure.getMessage());
            return Exit.USER;
        }
        if (failure instanceof IOException io) {
            terminal.error(FileMessage.of(io));
            return Exit.USER;
        }
        if (failure instanceof UncheckedIOException) {
            terminal.error(failure.getMessage());
            return Exit.USER;
        }
        if (failure instanceof OutOfMemoryError) {
            terminal.error("the memory of " + Figures.bytes(Runtime.getRuntime().maxMemory())
                    + " that Java may use is too small for this\ngive it more: JAVA_OPTS=-Xmx8g cnnc ...");
            return Exit.USER;
        }
        return bug(failure);
    }

    private int bug(Throwable failure) {
        String stage = failure instanceof CompilerBug bug ? bug.stage() : "command line";
        terminal.error("this is a bug in cnnc, not in what you wrote (stage: " + stage + ")\n  " + firstLine(failure)
                + "\n" + written(failure, stage));
        return Exit.BUG;
    }

    private static String firstLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("");
    }

    /** The detail goes to a file of its own, whose name nobody can foresee: the folder is shared. */
    private String written(Throwable failure, String stage) {
        try {
            Path file = Files.createTempFile("cnnc-bug-", ".txt");
            Files.writeString(file, detail(failure, stage));
            return "the detail is in " + file + "; please send it with your report";
        } catch (IOException e) {
            return detail(failure, stage);
        }
    }

    private String detail(Throwable failure, String stage) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "cnnc " + Version.text() + ", Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\narguments: " + arguments
                + "\nstage: " + stage + "\n\n" + trace
                + (failure instanceof CompilerBug bug ? "\n" + bug.detail() + "\n" : "");
    }
}
