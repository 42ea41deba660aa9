package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import org.antlr.v4.runtime.Token;

/** The places of tokens. */
final class Spans {

    private Spans() {}

    static Span of(SourceFile file, Token token) {
        int length = file.text().length();
        int start = Math.min(token.getStartIndex(), length);
        return file.span(start, Math.max(start, Math.min(length, token.getStopIndex() + 1)));
    }

    /** The empty place after a token. */
    static Span after(SourceFile file, Token token) {
        int end = of(file, token).end();
        return file.span(end, end);
    }
}
