package io.github.cnnc.cli;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a network and where it comes from.
 *
 * @param path its file; empty for a formula that was typed
 */
record Source(SourceFile text, Optional<Path> path, Options options) {

    /** Messages about a formula that was typed name it so; files that it uses are beside the working directory. */
    private static final String TYPED = "-e";

    /** Reads a file; a {@link UserError} says why that is not possible. */
    static Source file(Path path, Options options) {
        try {
            return new Source(
                    SourceLoader.read(path, path.toString()),
                    Optional.of(path),
                    options.schedules().isPresent() ? options : ScheduleFile.beside(path, options));
        } catch (IOException e) {
            throw new UserError(FileMessage.of(e));
        }
    }

    /** A formula that was typed. */
    static Source typed(String formula, Options options) {
        return new Source(SourceFile.of(TYPED, formula), Optional.empty(), options);
    }

    /** Compiles, and throws what is wrong. What is only doubtful is for {@code check} to say. */
    Compilation compiled() {
        Compilation compilation = compile();
        compilation.network();
        return compilation;
    }

    /** The same with vectors of up to so many floats. */
    Source lanes(int lanes) {
        return new Source(text, path, options.lanes(lanes));
    }

    /** Compiles, and says which of the schedules that were measured are not used for kernels of these widths. */
    Compilation planned(Terminal terminal, int... lanes) {
        Compilation compilation = compiled();
        sayIgnored(compilation, terminal, lanes);
        return compilation;
    }

    /** Says which of the schedules that were measured are not used. */
    static void sayIgnored(Compilation compilation, Terminal terminal, int... lanes) {
        compilation.ignoredSchedules(lanes).forEach(ignored -> terminal.warn("not used: " + ignored));
    }

    /** Compiles. */
    Compilation compile() {
        return Cnnc.compile(text, SourceLoader.files(), options);
    }
}
