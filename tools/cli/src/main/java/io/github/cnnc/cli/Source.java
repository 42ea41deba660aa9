package io.github.cnnc.cli;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a network and where it comes from.
 *
 * @param path its file; empty for a formula that was typed, and for a pipe, beside which nothing lies
 * @param loader finds what it uses
 * @param schedules the file that the options have their schedules from
 */
record Source(SourceFile text, Optional<Path> path, LoadedFiles loader, Options options, Optional<Path> schedules) {

    /** The name that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    /** Messages about a formula that was typed name it so; files that it uses are beside the working directory. */
    private static final String TYPED = "-e";

    /**
     * Reads a file, a pipe, or standard input for {@code -}, with the schedules beside it; a {@link UserError} says why that
     * is not possible.
     */
    static Source file(Path path, Options options, Terminal terminal) {
        try {
            Source source = read(path, options, terminal);
            Path beside = ScheduleFile.beside(path);
            return source.path().isEmpty() || options.schedules().isPresent() || !Files.isRegularFile(beside)
                    ? source
                    : source.with(options.schedules(ScheduleFile.read(beside))).scheduledBy(Optional.of(beside));
        } catch (IOException e) {
            throw new UserError(FileMessage.of(e));
        }
    }

    /** The same without schedules, and with a message for the user where that is not possible. */
    static Source read(Path path, Options options, Terminal terminal) throws IOException {
        boolean piped = isPiped(path);
        return of(text(path, terminal), piped ? Optional.empty() : Optional.of(path), options);
    }

    /** The text of a file, a pipe, or standard input for {@code -}. */
    static SourceFile text(Path path, Terminal terminal) throws IOException {
        if (path.toString().equals(STANDARD_INPUT)) {
            return SourceLoader.read(terminal.in(), "standard input", STANDARD_INPUT);
        }
        if (isPiped(path)) {
            try (InputStream in = Files.newInputStream(path)) {
                return SourceLoader.read(in, path.toString(), path.toString());
            }
        }
        return SourceLoader.read(path, path.toString());
    }

    /** The shell's {@code <(...)} is a pipe, too. */
    private static boolean isPiped(Path path) {
        return path.toString().equals(STANDARD_INPUT)
                || Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /** A formula that was typed. */
    static Source typed(String formula, Options options) {
        return of(SourceFile.of(TYPED, formula), Optional.empty(), options);
    }

    private static Source of(SourceFile text, Optional<Path> path, Options options) {
        Path folder = path.orElse(Path.of(TYPED)).toAbsolutePath().getParent();
        SourceLoader loader = SourceLoader.below(folder, options.includes());
        return new Source(text, path, new LoadedFiles(loader), options, Optional.empty());
    }

    private Source with(Options options) {
        return new Source(text, path, loader, options, schedules);
    }

    /** The same, whose options have schedules from this file. */
    Source scheduledBy(Optional<Path> schedules) {
        return new Source(text, path, loader, options, schedules);
    }

    /** What was read to compile it: its file, and those it uses. */
    List<Path> networkFiles() {
        List<Path> files = new ArrayList<>(loader.files());
        path.ifPresent(files::add);
        return files;
    }

    /** The same with its schedules. */
    List<Path> files() {
        List<Path> files = networkFiles();
        schedules.ifPresent(files::add);
        return files;
    }

    /**
     * Compiles, and throws what is wrong. Says where the text most likely means something else; what else is doubtful is for
     * {@code check} to say.
     */
    Compilation compiled(Terminal terminal) {
        Compilation compilation = compile();
        compilation.network();
        sayMisreadings(compilation, terminal);
        return compilation;
    }

    /** Says where the text most likely means something else. */
    static void sayMisreadings(Compilation compilation, Terminal terminal) {
        terminal.diagnostics(compilation.diagnostics().stream()
                .filter(d -> d.code().isMisreading())
                .toList());
    }

    /** The same with vectors of up to so many floats. */
    Source lanes(int lanes) {
        return with(options.lanes(lanes));
    }

    /** Compiles, and says which of the schedules that were measured are not used for kernels of these widths. */
    Compilation planned(Terminal terminal, int... lanes) {
        Compilation compilation = compiled(terminal);
        sayIgnored(compilation, terminal, lanes);
        return compilation;
    }

    /** Says which of the schedules that were measured are not used. */
    static void sayIgnored(Compilation compilation, Terminal terminal, int... lanes) {
        compilation.ignoredSchedules(lanes).forEach(ignored -> terminal.warn("not used: " + ignored));
    }

    /** Compiles. */
    Compilation compile() {
        return Cnnc.compile(text, loader, options);
    }
}
