package io.github.cnnc.cli;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.DiagnosticRenderer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command writes: results to {@code out}, all that is wrong to {@code err}. Always UTF-8, whatever the locale: what
 * is piped into a file must not depend on who pipes it.
 *
 * @param in what is piped into it
 * @param outColour whether results may have colours
 * @param errColour whether messages may
 * @param failure why results were not written
 */
record Terminal(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean outColour,
        boolean errColour,
        Supplier<Optional<IOException>> failure) {

    /** The launcher's word for a stream that is a pipe, whose reader may have read enough. */
    private static final String PIPE = "pipe";

    /**
     * The process's own. A JVM cannot tell which of its streams are terminals, so the launcher says it in the properties
     * {@code cnnc.terminal.out} and {@code cnnc.terminal.err}.
     */
    static Terminal ofProcess() {
        WatchedStream out = new WatchedStream(new FileOutputStream(FileDescriptor.out));
        String kind = System.getProperty("cnnc.terminal.out", "");
        return new Terminal(
                System.in,
                writer(out),
                writer(System.err),
                coloured(kind),
                coloured(System.getProperty("cnnc.terminal.err", "")),
                () -> out.failure().filter(failure -> !isClosedPipe(kind, failure)));
    }

    /** That {@code head} has read enough is no failure. The system says it in the user's language. */
    private static boolean isClosedPipe(String kind, IOException failure) {
        return kind.equals(PIPE) || "Broken pipe".equals(failure.getMessage());
    }

    /** Without colours, with nothing to read. */
    static Terminal plain(PrintWriter out, PrintWriter err) {
        return plain(InputStream.nullInputStream(), out, err);
    }

    /** Without colours. */
    static Terminal plain(InputStream in, PrintWriter out, PrintWriter err) {
        return new Terminal(in, out, err, false, false, Optional::empty);
    }

    /** Without colours; what is lost of the results is noticed. */
    static Terminal watched(OutputStream results, PrintWriter err) {
        WatchedStream out = new WatchedStream(results);
        return new Terminal(InputStream.nullInputStream(), writer(out), err, false, false, out::failure);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }

    /** Ansi.AUTO knows NO_COLOR, CLICOLOR and TERM. */
    private static boolean coloured(String terminal) {
        return switch (terminal) {
            case "yes" -> !noColour();
            case "no", PIPE -> false;
            default -> Ansi.AUTO.enabled();
        };
    }

    /** <a href="https://no-color.org">no-color.org</a>: set and not empty. */
    private static boolean noColour() {
        return !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(System.getenv().getOrDefault("TERM", ""));
    }

    /** Writes a line of the result. */
    void print(String line) {
        out.println(line);
    }

    /** {@code error: message}; further lines follow as they are. */
    void error(String message) {
        message("error", "1;31", message);
    }

    /** {@code warning: message}. */
    void warn(String message) {
        message("warning", "1;33", message);
    }

    /** A line that is neither a result nor wrong. */
    void note(String line) {
        out.flush();
        err.println(Printable.lines(line));
        err.flush();
    }

    /** Diagnostics, an empty line after each, so that what follows stands apart. */
    void diagnostics(List<Diagnostic> diagnostics) {
        out.flush();
        DiagnosticRenderer renderer = new DiagnosticRenderer(errColour);
        diagnostics.forEach(d -> err.print(renderer.render(d) + "\n"));
        err.flush();
    }

    private void message(String kind, String colour, String message) {
        out.flush();
        String shown = errColour ? "\u001b[" + colour + "m" + kind + "\u001b[0m" : kind;
        err.println(shown + ": " + Printable.lines(message));
        err.flush();
    }
}
