package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.source.Span;
import java.util.List;

/** The concrete syntax of a text: every word and sign, grouped as the grammar groups them. */
public sealed interface ConcreteSyntax {

    /** The leftmost word. */
    Word first();

    /**
     * A word or sign.
     *
     * @param text as a keyboard has it: {@code -}, {@code *} and {@code 3x3} also where the source has the signs of slides
     * @param span where the source has it
     */
    record Word(String text, Span span) implements ConcreteSyntax {
        @Override
        public Word first() {
            return this;
        }

        /** Whether this is the sign or reserved word. */
        public boolean is(String sign) {
            return text.equals(sign);
        }
    }

    /**
     * What a rule of the grammar matched.
     *
     * @param rule the rule, or the label of its alternative: {@code chain}, {@code repeatSuffix}
     * @param parts at least one
     */
    record Phrase(String rule, List<ConcreteSyntax> parts) implements ConcreteSyntax {
        public Phrase {
            parts = List.copyOf(parts);
        }

        @Override
        public Word first() {
            return parts.get(0).first();
        }
    }
}
