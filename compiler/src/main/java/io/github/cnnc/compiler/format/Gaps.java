package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.parse.ConcreteFile;
import io.github.cnnc.compiler.parse.ConcreteSyntax;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands between the words of a file. A gap is taken once: a separator that moves takes the gap of the word behind
 * it along, and no comment is printed twice.
 */
final class Gaps {

    private final SourceFile file;
    private final Map<Integer, Gap> before = new HashMap<>();

    Gaps(ConcreteFile read) {
        this.file = read.file();
        Iterator<Span> comments = read.comments().iterator();
        Optional<Span> next = next(comments);
        int end = 0;
        for (ConcreteSyntax.Word word : read.words()) {
            List<Span> here = new ArrayList<>();
            while (next.isPresent() && next.get().start() < word.span().start()) {
                here.add(next.get());
                next = next(comments);
            }
            before.put(word.span().start(), between(end, here, word.span().start()));
            end = word.span().end();
        }
        List<Span> rest = new ArrayList<>();
        while (next.isPresent()) {
            rest.add(next.get());
            next = next(comments);
        }
        before.put(file.text().length(), between(end, rest, file.text().length()));
    }

    private Gaps() {
        this.file = SourceFile.of("", "");
    }

    /** Of a text that has been laid out: nothing stands anywhere. */
    static Gaps none() {
        return new Gaps();
    }

    private static Optional<Span> next(Iterator<Span> spans) {
        return spans.hasNext() ? Optional.of(spans.next()) : Optional.empty();
    }

    private Gap between(int start, List<Span> spans, int end) {
        List<Comment> comments = new ArrayList<>();
        int at = start;
        for (Span span : spans) {
            int lines = lineEnds(at, span.start());
            comments.add(new Comment(span.text().stripTrailing(), start == 0 || lines > 0, lines > 1));
            at = span.end();
        }
        int lines = lineEnds(at, end);
        boolean newline = !comments.isEmpty() || lines > 0;
        return new Gap(comments, newline, lines > 1, newline ? 0 : end - start);
    }

    private int lineEnds(int start, int end) {
        return file.line(end) - file.line(start);
    }

    /** What stands before the word; nothing where that has been taken. */
    Gap take(ConcreteSyntax.Word word) {
        Gap gap = peek(word);
        before.put(word.span().start(), Gap.NONE);
        return gap;
    }

    /** What stands before the word, which may yet be taken. */
    Gap peek(ConcreteSyntax.Word word) {
        return before.getOrDefault(word.span().start(), Gap.NONE);
    }

    /** What stands before the end of the file. */
    Gap atEnd() {
        return new Gap(before.get(file.text().length()).comments(), true, false, 0);
    }
}
