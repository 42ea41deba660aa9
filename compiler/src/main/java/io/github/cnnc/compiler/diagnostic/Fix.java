package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;

/**
 * A change of the source that makes what is wrong right.
 *
 * @param text what to write, {@code stride=2}; empty where something is left out
 * @param effect what comes of it, {@code gives 3x3}; empty where there is nothing to add
 * @param place the stretch of source to replace
 * @param replacement what replaces it
 */
public record Fix(String text, String effect, Span place, String replacement) {

    /** The file with the change made. */
    public SourceFile apply() {
        String old = place.file().text();
        return SourceFile.of(
                place.file().name(), old.substring(0, place.start()) + replacement + old.substring(place.end()));
    }

    /** {@code `stride=2` gives 3x3}. */
    @Override
    public String toString() {
        return text.isEmpty() ? effect : "`" + text + "`" + (effect.isEmpty() ? "" : " " + effect);
    }
}
