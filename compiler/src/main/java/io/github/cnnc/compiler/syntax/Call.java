package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.Span;
import java.util.List;

/**
 * A layer or block with its arguments: {@code CONV(64, 3x3)}, {@code ReLU}, {@code Stage(64, 2)}.
 *
 * @param parenthesised whether {@code ( )} follow the name, even empty ones
 */
public record Call(Name name, List<Argument> arguments, boolean parenthesised, Span span) implements Step {

    public Call {
        arguments = List.copyOf(arguments);
    }
}
