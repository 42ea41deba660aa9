package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.Span;
import java.util.Optional;

/** An argument of a layer or block, positional where it has no name. */
public record Argument(Optional<Name> name, Expr value) {

    /** From the name, where there is one, to the end of the value. */
    public Span span() {
        return name.map(n -> n.span().to(value.span())).orElse(value.span());
    }
}
