package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.Span;
import java.util.List;

/** Steps one after another: {@code CONV - ReLU - POOL}. */
public record Chain(List<Step> steps, Span span) {

    public Chain {
        steps = List.copyOf(steps);
    }
}
