package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A statement of a .cnn file. */
public sealed interface Statement {

    /** From the reserved word to the end. */
    Span span();

    /** {@code network Name(p = default, q)}. */
    record Network(Name name, List<Parameter> parameters, Span span) implements Statement {}

    /** {@code input 224x224x3 rgb scale=1/255}. */
    record Input(Optional<Expr> size, List<Option> options, Span span) implements Statement {}

    /** {@code rgb} or {@code scale=1/255}. */
    record Option(Name name, Optional<Expr> value) {}

    /** {@code labels ["cat", "dog"]} or {@code labels "file.txt"}. */
    record Labels(Expr value, Span span) implements Statement {}

    /** {@code let a = 1, b = 2}. */
    record Let(List<Binding> bindings, Span span) implements Statement {}

    /** {@code a = 1}. */
    record Binding(Name name, Expr value) {}

    /** {@code default CONV(pad=1), FC(4096)}. */
    record Default(List<Call> calls, Span span) implements Statement {}

    /**
     * {@code block Name(params) = chain}.
     *
     * @param own the {@code let} and {@code default} statements between = and the chain
     */
    record Block(Name name, List<Parameter> parameters, List<Statement> own, Chain chain, Span span)
            implements Statement {}

    /**
     * {@code use "file.cnn"}.
     *
     * @param path as written, without quotes
     */
    record Use(String path, Span pathSpan, Span span) implements Statement {}

    /** {@code layers chain}. */
    record Layers(Chain chain, Span span) implements Statement {}

    /**
     * {@code expect params 61_706}, {@code expect memory <= 64MB}.
     *
     * @param operator the comparison, {@code ==} where none is written
     */
    record Expect(Name what, String operator, Expr value, Span span) implements Statement {}

    /** {@code allow CNN103}. */
    record Allow(List<Name> codes, Span span) implements Statement {}
}
