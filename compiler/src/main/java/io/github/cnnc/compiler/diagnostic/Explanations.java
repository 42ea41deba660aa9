package io.github.cnnc.compiler.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The explanations of the codes: Markdown with a wrong and a right example. */
public final class Explanations {

    private Explanations() {}

    /** The explanation of a code, the resource {@code explain/CNNxxx.md}; empty where none is written. */
    public static Optional<String> of(Code code) {
        try (InputStream in = Explanations.class.getResourceAsStream("explain/" + code + ".md")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
