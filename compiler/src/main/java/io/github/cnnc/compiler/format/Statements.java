package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.format.Piece.Blank;
import io.github.cnnc.compiler.format.Piece.Item;
import io.github.cnnc.compiler.format.Piece.Row;
import io.github.cnnc.compiler.format.Piece.Sequence;
import io.github.cnnc.compiler.parse.ConcreteSyntax;
import io.github.cnnc.compiler.parse.ConcreteSyntax.Phrase;
import java.util.ArrayList;
import java.util.List;

/**
 * Pieces of statements: the reserved word, and what it says in a column of its own.
 *
 * @param column where what statements say begins, from 0
 */
record Statements(Gaps gaps, Expressions expressions, Chains chains, int column) {

    static Statements of(Gaps gaps, int column) {
        Expressions expressions = Expressions.of(gaps);
        return new Statements(gaps, expressions, new Chains(gaps, expressions), column);
    }

    /** A statement, as {@code layersStatement} is. */
    Piece statement(Phrase statement) {
        ConcreteSyntax.Word keyword = statement.first();
        List<ConcreteSyntax> said =
                statement.parts().subList(1, statement.parts().size());
        return Row.of(
                expressions.word(keyword),
                new Blank(column - keyword.text().length()),
                switch (statement.rule()) {
                    case "networkStatement" -> sideBySide(said);
                    case "letStatement" -> expressions.bindings(said);
                    case "defaultStatement" -> expressions.commas(said, call -> chains.call((Phrase) call));
                    case "allowStatement" -> expressions.commas(said, expressions::expr);
                    case "inputStatement" -> input(said);
                    case "layersStatement" -> chains.whole((Phrase) said.get(0));
                    case "blockStatement" -> block(said);
                    default -> spaced(said);
                });
    }

    private Piece sideBySide(List<ConcreteSyntax> said) {
        List<Piece> pieces = new ArrayList<>();
        for (ConcreteSyntax part : said) {
            pieces.add(
                    part instanceof Phrase parameters
                            ? expressions.parameters(parameters)
                            : expressions.word(part.first()));
        }
        return Row.of(pieces);
    }

    private Piece spaced(List<ConcreteSyntax> said) {
        List<Piece> pieces = new ArrayList<>();
        for (ConcreteSyntax part : said) {
            if (!pieces.isEmpty()) {
                pieces.add(Blank.ONE);
            }
            pieces.add(expressions.expr(part));
        }
        return Row.of(pieces);
    }

    private Piece input(List<ConcreteSyntax> said) {
        List<Item> items = new ArrayList<>();
        for (ConcreteSyntax part : said) {
            Gap gap = gaps.take(part.first());
            items.add(Item.of(
                    gap,
                    part instanceof Phrase option ? expressions.argument(option) : expressions.word(part.first())));
        }
        return Sequence.of(items);
    }

    /** {@code Name(k) = chain}; the chain goes below it where there is something of the block's own between them. */
    private Piece block(List<ConcreteSyntax> said) {
        int equals = 1;
        while (!(said.get(equals) instanceof ConcreteSyntax.Word word && word.is("="))) {
            equals++;
        }
        List<Item> items = new ArrayList<>();
        Gap first = gaps.take(said.get(0).first());
        Piece head = sideBySide(said.subList(0, equals));
        items.add(Item.of(
                first, Row.of(head, Blank.ONE, expressions.word(said.get(equals).first()))));
        List<ConcreteSyntax> rest = said.subList(equals + 1, said.size());
        List<ConcreteSyntax> own = rest.subList(0, rest.size() - 1);
        int widest = own.stream().mapToInt(o -> o.first().text().length()).max().orElse(0);
        for (ConcreteSyntax statement : own) {
            Gap gap = gaps.take(statement.first());
            Statements inside = new Statements(gaps, expressions, chains, widest + 1);
            items.add(Item.of(gap.broken(), inside.statement((Phrase) statement)));
        }
        Phrase chain = (Phrase) rest.get(rest.size() - 1);
        Gap gap = gaps.take(chain.first());
        items.add(Item.of(own.isEmpty() ? gap : gap.broken(), chains.whole(chain)));
        return Sequence.of(items, Piece.Breaks.WHERE_NEEDED, 2, false);
    }
}
