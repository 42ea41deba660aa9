package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** One step of a chain. */
public sealed interface Step permits Call, Step.Group, Step.Repeat, Step.Branches, Step.Conditional, Step.Labelled {

    /** The whole step. */
    Span span();

    /** {@code ( chain )}. */
    record Group(Chain chain, Span span) implements Step {}

    /**
     * {@code body * count}.
     *
     * @param stage whether the body stood in {@code [ ]}: lists read their i-th element in the i-th repetition
     */
    record Repeat(Step body, Count count, boolean stage, Span span) implements Step {}

    /** {@code { a + b }}, {@code { a | b }} or {@code { a & b }}; one chain alone has the operator CONCAT. */
    record Branches(Operator operator, List<Chain> chains, Span span) implements Step {
        public Branches {
            chains = List.copyOf(chains);
        }

        /** How branches come together. */
        public enum Operator {
            /** {@code +}. */
            SUM("+"),
            /** {@code |}. */
            CONCAT("|"),
            /** {@code &}. */
            PRODUCT("&");

            private final String symbol;

            Operator(String symbol) {
                this.symbol = symbol;
            }

            /** As written. */
            public String symbol() {
                return symbol;
            }
        }
    }

    /**
     * {@code A?(a)}, {@code A?(a):B}, {@code A?(a):B?(b):C}: the body of the first condition that holds.
     *
     * @param otherwise what stands there where none holds; nothing where nothing does
     */
    record Conditional(List<Case> cases, Optional<Step> otherwise, Span span) implements Step {
        public Conditional {
            cases = List.copyOf(cases);
        }

        /** {@code body?(condition)}. */
        public record Case(Step body, Expr condition) {}
    }

    /** {@code body @label}. */
    record Labelled(Step body, Name label, Span span) implements Step {}

    /** How often a step is repeated. */
    sealed interface Count {
        /** The count as written. */
        Span span();

        /** {@code *3}, {@code *N}, {@code *(N + 1)}. */
        record Times(Expr value, Span span) implements Count {}

        /** {@code *(k in [16, 32])}. */
        record ForEach(Name variable, Expr values, Span span) implements Count {}
    }
}
