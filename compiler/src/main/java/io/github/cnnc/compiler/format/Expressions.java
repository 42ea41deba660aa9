package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.format.Piece.Blank;
import io.github.cnnc.compiler.format.Piece.Bracket;
import io.github.cnnc.compiler.format.Piece.Item;
import io.github.cnnc.compiler.format.Piece.Row;
import io.github.cnnc.compiler.format.Piece.Sequence;
import io.github.cnnc.compiler.parse.ConcreteSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pieces of expressions, arguments and parameters. */
record Expressions(Gaps gaps, LinedUp linedUp) {

    static Expressions of(Gaps gaps) {
        return new Expressions(gaps, new LinedUp(gaps));
    }

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
            case "listAtom" -> {
                linedUp.find(rows(phrase));
                yield bracketed(phrase, part -> expr(part, close));
            }
            case "functionAtom", "groupAtom" -> bracketed(phrase, part -> expr(part, close));
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
        List<Item> items = items(parts.subList(open + 1, close), element);
        Piece.Word closing = word(parts.get(close).first());
        Bracket plain = Bracket.of(opening, Sequence.of(items), closing, false);
        pieces.add(linedUp.widths(phrase)
                .<Piece>map(widths -> {
                    Sequence filled = Sequence.of(filled(items, widths));
                    return new Piece.Either(Bracket.of(opening, filled, closing, false), plain);
                })
                .orElse(plain));
        return Row.of(pieces);
    }

    /** Items with blanks before them, as wide as they are to be. */
    private static List<Item> filled(List<Item> items, List<Integer> widths) {
        List<Item> filled = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Blank blank = new Blank(widths.get(i) - item.piece().width());
            filled.add(new Item(item.gap(), item.lead(), item.stop(), Row.of(blank, item.piece()), item.tail()));
        }
        return filled;
    }

    /** The elements of a list that are lists themselves. */
    private List<Optional<LinedUp.Row>> rows(ConcreteSyntax.Phrase list) {
        return LinedUp.values(list).stream()
                .map(element -> list(element).map(l -> row(l, "", element)))
                .toList();
    }

    private LinedUp.Row row(ConcreteSyntax.Phrase list, String head, ConcreteSyntax whole) {
        String kind = "list of " + LinedUp.values(list).size();
        return new LinedUp.Row(kind, list, head, gaps.peek(whole.first()).newline());
    }

    /** The list that an expression is, and nothing else. */
    private static Optional<ConcreteSyntax.Phrase> list(ConcreteSyntax expr) {
        ConcreteSyntax inner = expr;
        while (inner instanceof ConcreteSyntax.Phrase phrase) {
            if (phrase.rule().equals("listAtom")) {
                return Optional.of(phrase);
            }
            if (phrase.parts().size() > 1) {
                return Optional.empty();
            }
            inner = phrase.parts().get(0);
        }
        return Optional.empty();
    }

    /** {@code a = [1, 2], b = [3, 4]}: lists in lines of their own may be lined up. */
    Sequence bindings(List<ConcreteSyntax> parts) {
        linedUp.find(parts.stream()
                .filter(part -> part instanceof ConcreteSyntax.Phrase)
                .map(binding -> bound(binding)
                        .map(list -> row(
                                list, ((ConcreteSyntax.Phrase) binding).first().text(), binding)))
                .toList());
        return commas(parts, this::binding);
    }

    private static Optional<ConcreteSyntax.Phrase> bound(ConcreteSyntax binding) {
        List<ConcreteSyntax> parts = ((ConcreteSyntax.Phrase) binding).parts();
        return list(parts.get(parts.size() - 1));
    }

    /** An argument, or a value in a list. */
    Piece value(ConcreteSyntax value) {
        boolean argument =
                value instanceof ConcreteSyntax.Phrase phrase && phrase.rule().equals("argument");
        return argument ? argument(value) : expr(value);
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
            if (pieces.size() == 1) {
                pieces.add(new Blank(1 + bound(binding).map(linedUp::indent).orElse(0)));
            } else if (!pieces.isEmpty()) {
                pieces.add(Blank.ONE);
            }
            pieces.add(expr(part));
        }
        return Row.of(pieces);
    }
}
