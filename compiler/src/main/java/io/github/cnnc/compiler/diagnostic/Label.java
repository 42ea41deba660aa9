package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.source.Span;

/** A place in the source with what there is to say about it. */
public record Label(Span span, String text) {}
