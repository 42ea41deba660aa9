package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.Span;

/** An identifier where it stands. */
public record Name(String text, Span span) {

    @Override
    public String toString() {
        return text;
    }
}
