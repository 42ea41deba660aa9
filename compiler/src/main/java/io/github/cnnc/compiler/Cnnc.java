package io.github.cnnc.compiler;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.plan.TunedSchedules;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compiles .cnn text. From a file to an answer:
 *
 * <pre>{@code
 * Compilation lenet = Cnnc.compile(Path.of("samples/lenet5/lenet5.cnn"));
 * Model model = lenet.load(Path.of("samples/lenet5/lenet5.safetensors"));
 * float[] probabilities = model.predict(Pictures.read(Path.of("samples/lenet5/seven.png"), model.input()));
 * }</pre>
 *
 * <p>Mistakes of the user are diagnostics in the {@link Compilation}, never exceptions; asking a compilation with errors
 * for its network, source or model throws {@link CompilationFailed}, which carries them.
 */
public final class Cnnc {

    private Cnnc() {}

    /** Compiles a file. What it uses lies in its folder or below; {@link Options#include} adds other folders. */
    public static Compilation compile(Path file) {
        return compile(file, Options.NONE);
    }

    /** Compiles a file. */
    public static Compilation compile(Path file, Options options) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return compile(
                    SourceLoader.read(file, file.toString()), SourceLoader.below(folder, options.includes()), options);
        } catch (IOException e) {
            return unreadable(file.toString(), e, options);
        }
    }

    /** The compilation of a file that could not be read: its diagnostic says why. */
    public static Compilation unreadable(String name, IOException why, Options options) {
        SourceFile nothing = SourceFile.of(name, "");
        Diagnostic unreadable = Diagnostic.of(
                Code.CNN003, "the file cannot be read", nothing.span(0, 0), String.valueOf(why.getMessage()));
        return new Compilation(
                new FrontEnd.Result(Optional.empty(), Optional.empty(), List.of(unreadable), 0), options);
    }

    /**
     * Reads a file of schedules that {@code cnnc tune} measured, for {@link Options#schedules}. Lines that are none are in {@link
     * TunedSchedules#ignored}.
     *
     * @throws IOException with a message for the user, where it cannot be read
     */
    public static TunedSchedules schedules(Path file) throws IOException {
        return TunedSchedules.parse(
                file.toString(), SourceLoader.read(file, file.toString()).text());
    }

    /** Compiles text that is in no file, and can use none. */
    public static Compilation compile(String text) {
        return compile(text, Options.NONE);
    }

    /** Compiles text that is in no file. */
    public static Compilation compile(String text, Options options) {
        return compile(SourceFile.of("<text>", text), SourceLoader.none(), options);
    }

    /**
     * Compiles a source.
     *
     * @param loader finds the files that {@code use} and {@code labels} name
     */
    public static Compilation compile(SourceFile file, SourceLoader loader, Options options) {
        return new Compilation(new FrontEnd(options.outside(), loader, options.allowed()).run(file), options);
    }
}
