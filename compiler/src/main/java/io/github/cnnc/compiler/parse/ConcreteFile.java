package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import java.util.List;

/**
 * A file without syntax errors, nothing but blanks left out.
 *
 * @param parts its statements, or one chain, or nothing
 * @param words every word and sign of the parts, in order
 * @param comments from # to the end of the line, in order
 */
public record ConcreteFile(
        SourceFile file, List<ConcreteSyntax.Phrase> parts, List<ConcreteSyntax.Word> words, List<Span> comments) {

    public ConcreteFile {
        parts = List.copyOf(parts);
        words = List.copyOf(words);
        comments = List.copyOf(comments);
    }
}
