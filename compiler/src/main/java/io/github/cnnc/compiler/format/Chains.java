package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.format.Piece.Blank;
import io.github.cnnc.compiler.format.Piece.Bracket;
import io.github.cnnc.compiler.format.Piece.Breaks;
import io.github.cnnc.compiler.format.Piece.Either;
import io.github.cnnc.compiler.format.Piece.Item;
import io.github.cnnc.compiler.format.Piece.Row;
import io.github.cnnc.compiler.format.Piece.Sequence;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.parse.ConcreteSyntax;
import io.github.cnnc.compiler.parse.ConcreteSyntax.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pieces of chains.
 *
 * <p>A chain is spaced, {@code CONV - ReLU}, except where the lecture's formula is not: a short and simple one in brackets,
 * {@code (CONV-ReLU)*N}, and such repeats one after another, {@code [(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K}.
 */
record Chains(Gaps gaps, Expressions expressions) {

    /** The widest chain that is written without blanks, in columns. */
    private static final int TIGHT = 60;

    /** The chain of a statement. Where its author lined up something, its lines are a table. */
    Piece whole(Phrase chain) {
        boolean table = chain.parts().stream()
                .anyMatch(p -> p instanceof ConcreteSyntax.Word w
                        && w.is("-")
                        && gaps.peek(w).blanks() > 1);
        List<Item> runs = new ArrayList<>();
        for (Run run : runs(chain, table)) {
            boolean formula = run.steps.size() > 1
                    && run.steps.stream().allMatch(Chains::isRepeatedGroup)
                    && run.items.stream().allMatch(i -> i.piece().width() <= TIGHT);
            Piece loose = Sequence.of(run.items);
            runs.add(run.item(formula ? new Either(Sequence.of(run.items, Breaks.NEVER, 0, false), loose) : loose));
        }
        return Sequence.of(runs, Breaks.WHERE_NEEDED, 0, table);
    }

    /** A chain in brackets. */
    private Piece inner(Phrase chain, boolean mayBeTight) {
        List<Item> loose = new ArrayList<>();
        List<Item> tight = new ArrayList<>();
        for (Run run : runs(chain, false)) {
            loose.add(run.item(Sequence.of(run.items)));
            tight.add(run.item(Sequence.of(run.items, Breaks.NEVER, 0, false)));
        }
        Sequence narrow = Sequence.of(tight);
        return mayBeTight && narrow.width() <= TIGHT ? new Either(narrow, Sequence.of(loose)) : Sequence.of(loose);
    }

    /** Steps with - between them, up to a comma. */
    private record Run(Gap gap, List<Phrase> steps, List<Item> items, String tail) {
        Item item(Piece piece) {
            return Item.of(gap, piece).withTail(tail);
        }
    }

    private List<Run> runs(Phrase chain, boolean stops) {
        expressions.linedUp().find(rows(chain));
        List<Run> runs = new ArrayList<>();
        Gap gap = Gap.NONE;
        List<Phrase> steps = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        Gap ofRun = gaps.take(chain.first());
        for (ConcreteSyntax part : chain.parts()) {
            if (part instanceof ConcreteSyntax.Word sign) {
                gap = gaps.take(sign);
                if (sign.is(",")) {
                    runs.add(new Run(ofRun, steps, items, ","));
                    steps = new ArrayList<>();
                    items = new ArrayList<>();
                }
            } else {
                Phrase step = (Phrase) part;
                if (items.isEmpty()) {
                    ofRun = runs.isEmpty() ? ofRun : gap.and(gaps.take(step.first()));
                    items.add(Item.of(Gap.NONE, step(step)));
                } else {
                    Gap whole = gap.and(gaps.take(step.first()));
                    items.add(new Item(whole, "-", stops, step(step), ""));
                }
                steps.add(step);
            }
        }
        runs.add(new Run(ofRun, steps, items, ""));
        return runs;
    }

    /** The calls that runs begin with. */
    private List<Optional<LinedUp.Row>> rows(Phrase chain) {
        List<Optional<LinedUp.Row>> rows = new ArrayList<>();
        boolean first = true;
        for (ConcreteSyntax part : chain.parts()) {
            if (part instanceof ConcreteSyntax.Word sign) {
                first = sign.is(",");
            } else if (first) {
                rows.add(row(((Phrase) part).parts().get(0)));
                first = false;
            }
        }
        return rows;
    }

    private Optional<LinedUp.Row> row(ConcreteSyntax item) {
        Phrase call = (Phrase) item;
        if (!call.rule().equals("call") || call.parts().size() < 2) {
            return Optional.empty();
        }
        Phrase arguments = (Phrase) call.parts().get(1);
        String kind = call.first().text() + " of " + LinedUp.values(arguments).size();
        return Optional.of(
                new LinedUp.Row(kind, arguments, "", gaps.peek(call.first()).newline()));
    }

    // -- steps ------------------------------------------------------------------------------------------------------

    /** {@code A?(a):B}; where it does not fit into its line, every alternative begins one. */
    private Piece step(Phrase step) {
        List<Item> alternatives = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        Gap gap = Gap.NONE;
        String colon = "";
        boolean first = false;
        for (ConcreteSyntax part : step.parts()) {
            if (part instanceof ConcreteSyntax.Word sign) {
                alternatives.add(new Item(gap, colon, false, Row.of(pieces), ""));
                pieces = new ArrayList<>();
                gap = gaps.take(sign);
                colon = sign.text();
                first = true;
                continue;
            }
            Phrase phrase = (Phrase) part;
            gap = first ? gap.and(gaps.take(phrase.first())) : gap;
            first = false;
            switch (phrase.rule()) {
                case "call" -> pieces.add(call(phrase));
                case "group", "stage" -> pieces.add(group(phrase));
                case "branches" -> pieces.add(branches(phrase));
                default -> suffix(phrase, pieces);
            }
        }
        Piece last = Row.of(pieces);
        if (alternatives.isEmpty()) {
            return last;
        }
        alternatives.add(new Item(gap, colon, false, last, ""));
        return new Either(
                Sequence.of(alternatives, Breaks.NEVER, 0, false),
                Sequence.of(alternatives, Breaks.EVERYWHERE, 2, false));
    }

    /** {@code CONV(64, 3x3)}, the layer's name as the reference spells it; no block can have the name of a layer. */
    Piece call(Phrase call) {
        List<Piece> pieces = new ArrayList<>();
        ConcreteSyntax.Word name = call.first();
        String spelling = LayerKinds.named(name.text())
                .map(kind -> kind.signature().name())
                .orElse(name.text());
        pieces.add(new Piece.Word(gaps.take(name), spelling));
        call.parts().stream().skip(1).forEach(a -> pieces.add(expressions.arguments((Phrase) a)));
        return Row.of(pieces);
    }

    private Piece group(Phrase group) {
        Piece.Word open = expressions.word(group.first());
        Piece inside = inner((Phrase) group.parts().get(1), isSimple(group));
        return Bracket.of(open, inside, expressions.word(group.parts().get(2).first()), false);
    }

    /** Branches in one line, or below one another with blanks in them. */
    private Piece branches(Phrase braces) {
        Piece.Word open = expressions.word(braces.first());
        boolean simple = braces.parts().stream().allMatch(Chains::isSimple);
        List<Item> tight = new ArrayList<>();
        List<Item> loose = new ArrayList<>();
        Gap gap = Gap.NONE;
        String lead = "";
        for (ConcreteSyntax part : braces.parts().subList(1, braces.parts().size() - 1)) {
            if (part instanceof ConcreteSyntax.Word sign) {
                gap = gaps.take(sign);
                lead = sign.text();
            } else {
                Gap whole = gap.and(gaps.take(part.first()));
                Piece branch = inner((Phrase) part, simple);
                tight.add(new Item(whole, lead, false, branch, ""));
                loose.add(new Item(whole, lead, false, branch instanceof Either e ? e.loose() : branch, ""));
            }
        }
        Piece.Word close =
                expressions.word(braces.parts().get(braces.parts().size() - 1).first());
        // The sign stands below the brace, so that the branches stand below one another.
        return new Either(
                Bracket.of(open, Sequence.of(tight, Breaks.EVERYWHERE, -2, false), close, true),
                Bracket.of(open, Sequence.of(loose, Breaks.EVERYWHERE, -2, false), close, true));
    }

    private void suffix(Phrase suffix, List<Piece> pieces) {
        if (suffix.rule().equals("labelSuffix")) {
            pieces.add(Blank.ONE);
        }
        for (ConcreteSyntax part : suffix.parts()) {
            pieces.add(
                    part instanceof Phrase count && count.rule().equals("loopCount") ? loop(count) : suffixPart(part));
        }
    }

    private Piece suffixPart(ConcreteSyntax part) {
        return part instanceof ConcreteSyntax.Word word ? expressions.word(word) : expressions.expr(part);
    }

    /** {@code (k in [16, 32])}. */
    private Piece loop(Phrase loop) {
        List<ConcreteSyntax> parts = loop.parts();
        Piece.Word open = expressions.word(parts.get(0).first());
        Piece inside = Row.of(
                expressions.word(parts.get(1).first()),
                Blank.ONE,
                expressions.word(parts.get(2).first()),
                Blank.ONE,
                expressions.expr(parts.get(3)));
        return Bracket.of(open, inside, expressions.word(parts.get(4).first()), false);
    }

    // -- what the lecture's formula is made of ------------------------------------------------------------------------

    /** Whether nothing in it needs blanks to be read: neither a label nor braces. */
    private static boolean isSimple(ConcreteSyntax part) {
        return !(part instanceof Phrase phrase)
                || !phrase.rule().equals("labelSuffix")
                        && !phrase.rule().equals("branches")
                        && phrase.parts().stream().allMatch(Chains::isSimple);
    }

    private static boolean isRepeatedGroup(Phrase step) {
        String item = ((Phrase) step.parts().get(0)).rule();
        return isSimple(step)
                && step.parts().size() > 1
                && step.parts().get(1) instanceof Phrase suffix
                && suffix.rule().equals("repeatSuffix")
                && (item.equals("group") || item.equals("stage"));
    }
}
