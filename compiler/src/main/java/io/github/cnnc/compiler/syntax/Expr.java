package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.Span;
import java.util.List;
import java.util.stream.Stream;

/** An expression. Operators of one precedence form one flat {@link Infix}. */
public sealed interface Expr {

    /** The whole expression. */
    Span span();

    /** The expressions that it is made of. */
    default List<Expr> parts() {
        return List.of();
    }

    /** {@code 4_096}. */
    record Int(long value, Span span) implements Expr {}

    /** {@code 0.5}, {@code 1e-5}. */
    record Real(double value, Span span) implements Expr {}

    /** {@code 3x3}, {@code 224x224x3}. */
    record Size(List<Long> sizes, Span span) implements Expr {}

    /** {@code 64MB}, in bytes. */
    record Bytes(long bytes, Span span) implements Expr {}

    /** {@code "text"}, unquoted. */
    record Str(String value, Span span) implements Expr {}

    /** {@code true}, {@code false}. */
    record Bool(boolean value, Span span) implements Expr {}

    /** {@code ?}: whatever fits. */
    record Fit(Span span) implements Expr {}

    /** {@code N}. */
    record Ref(Name name) implements Expr {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code floor(a/b)}. */
    record Apply(Name function, List<Expr> arguments, Span span) implements Expr {
        @Override
        public List<Expr> parts() {
            return arguments;
        }
    }

    /** {@code [64, 128]}. */
    record ListOf(List<Expr> elements, Span span) implements Expr {
        @Override
        public List<Expr> parts() {
            return elements;
        }
    }

    /** {@code a..b}, both ends included. */
    record Range(Expr first, Expr last, Span span) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(first, last);
        }
    }

    /** {@code first op operand op operand ...}, all of one precedence, evaluated from the left. */
    record Infix(Expr first, List<Tail> rest, Span span) implements Expr {
        @Override
        public List<Expr> parts() {
            return Stream.concat(Stream.of(first), rest.stream().map(Tail::operand))
                    .toList();
        }
    }

    /** An operator ({@code + - * / % and or < <= > >= == !=}) with its right operand. */
    record Tail(String operator, Expr operand) {}

    /** {@code -x}. */
    record Negate(Expr operand, Span span) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(operand);
        }
    }

    /** {@code not x}. */
    record Not(Expr operand, Span span) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(operand);
        }
    }
}
