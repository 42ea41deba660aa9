package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.format.Piece.Blank;
import io.github.cnnc.compiler.format.Piece.Bracket;
import io.github.cnnc.compiler.format.Piece.Item;
import io.github.cnnc.compiler.format.Piece.Row;
import io.github.cnnc.compiler.format.Piece.Sequence;
import io.github.cnnc.compiler.parse.ConcreteSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Pieces of expressions, arguments and parameters. */
record Expressions(Gaps gaps) {

    /** A word as it is. */
    Piece.Word word(ConcreteSyntax.Word word) {
        return new Piece.Word(gaps.take(word), word.text());
    }

    /** An expression. */
    Piece expr(ConcreteSyntax expr) {
        return expr(expr, false);
    }

    /** An expression; a close one has no blanks where it can be read without. */
    private Piece expr(ConcreteSyntax expr, boolean close) {
        if (expr instanceof ConcreteSyntax.Word word) {
            return word(word);
        }
        var phrase = (ConcreteSyntax.Phrase) expr;
        return switch (phrase.rule()) {
            case "expr", "conjunction", "negation", "comparison" -> operators(phrase, true, close);
            case "range" -> operators(phrase, false, close || phrase.parts().size() > 1);
            case "sum" -> operators(phrase, !close, close);
            case "term" -> operators(phrase, !close && hasRemainder(phrase), close);
            case "functionAtom", "listAtom", "groupAtom" -> bracketed(phrase, part -> expr(part, close));
            default -> operators(phrase, false, close);
        };
    }

    /** {@code a % b} is read with blanks, {@code 2*a} without. */
    private static boolean hasRemainder(ConcreteSyntax.Phrase term) {
        return term.parts().stream().anyMatch(part -> part instanceof ConcreteSyntax.Word w && w.is("%"));
    }

    private Piece operators(ConcreteSyntax.Phrase phrase, boolean spaced, boolean close) {
        List<Piece> pieces = new ArrayList<>();
        for (ConcreteSyntax part : phrase.parts()) {
            if (spaced && !pieces.isEmpty()) {
                pieces.add(Blank.ONE);
            }
            pieces.add(expr(part, close));
        }
        return Row.of(pieces);
    }

    /** {@code name(a, b)}, {@code (a, b)}, {@code [a, b]}: what stands before the bracket, and the bracket. */
    Piece bracketed(ConcreteSyntax.Phrase phrase, Function<ConcreteSyntax, Piece> element) {
        List<ConcreteSyntax> parts = phrase.parts();
        int open = 0;
        List<Piece> pieces = new ArrayList<>();
        while (!isOpening(parts.get(open))) {
            pieces.add(word(parts.get(open++).first()));
        }
        int close = parts.size() - 1;
        Piece.Word opening = word(parts.get(open).first());
        Sequence inside = commas(parts.subList(open + 1, close), element);
        pieces.add(Bracket.of(opening, inside, word(parts.get(close).first()), false));
        return Row.of(pieces);
    }

    private static boolean isOpening(ConcreteSyntax part) {
        return part instanceof ConcreteSyntax.Word word && (word.is("(") || word.is("["));
    }

    /** Elements with commas between them. */
    Sequence commas(List<ConcreteSyntax> parts, Function<ConcreteSyntax, Piece> element) {
        return Sequence.of(items(parts, element));
    }

    /** The items of elements with commas between them: a comma goes with what is before it. */
    List<Item> items(List<ConcreteSyntax> parts, Function<ConcreteSyntax, Piece> element) {
        List<Item> items = new ArrayList<>();
        Gap gap = Gap.NONE;
        for (ConcreteSyntax part : parts) {
            if (part instanceof ConcreteSyntax.Word word && word.is(",")) {
                int last = items.size() - 1;
                items.set(last, items.get(last).withTail(","));
                gap = gaps.take(word);
            } else {
                Gap whole = gap.and(gaps.take(part.first()));
                items.add(Item.of(whole, element.apply(part)));
            }
        }
        return items;
    }

    /** {@code (64, 3x3, pad=1)}. */
    Piece arguments(ConcreteSyntax.Phrase arguments) {
        return bracketed(arguments, this::argument);
    }

    /** {@code 3x3}, {@code pad=1}: also an option of the input, {@code rgb}, {@code scale=1/255}. */
    Piece argument(ConcreteSyntax argument) {
        List<ConcreteSyntax> parts = ((ConcreteSyntax.Phrase) argument).parts();
        boolean named = parts.size() > 1;
        return Row.of(parts.stream().map(part -> expr(part, named)).toList());
    }

    /** {@code (p = default, q)}. */
    Piece parameters(ConcreteSyntax.Phrase parameters) {
        return bracketed(parameters, this::binding);
    }

    /** {@code N = 2}, or only a name. */
    Piece binding(ConcreteSyntax binding) {
        List<Piece> pieces = new ArrayList<>();
        for (ConcreteSyntax part : ((ConcreteSyntax.Phrase) binding).parts()) {
            if (!pieces.isEmpty()) {
                pieces.add(Blank.ONE);
            }
            pieces.add(expr(part));
        }
        return Row.of(pieces);
    }
}
