package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.format.Piece.Bracket;
import io.github.cnnc.compiler.format.Piece.Breaks;
import io.github.cnnc.compiler.format.Piece.Either;
import io.github.cnnc.compiler.format.Piece.Item;
import io.github.cnnc.compiler.format.Piece.Row;
import io.github.cnnc.compiler.format.Piece.Sequence;
import java.util.List;

/**
 * Puts pieces on a page. What is decided here must be decided alike when the result is laid out again, where every break
 * that was made is one of the author's: what does not fit into its line is therefore treated as what its author broke.
 */
record Printer(Page page) {

    /**
     * Prints a piece.
     *
     * @param indent where a line begins that a comment makes necessary
     * @param after the width of what comes after it in the same line in any case
     */
    void print(Piece piece, int indent, int after) {
        if (piece instanceof Piece.Word word) {
            gap(word.gap(), indent);
            page.text(word.text());
        } else if (piece instanceof Piece.Blank blank) {
            page.blanks(blank.width());
        } else if (piece instanceof Row row) {
            row(row.pieces(), indent, after);
        } else if (piece instanceof Bracket bracket) {
            bracket(bracket, indent);
        } else if (piece instanceof Either either) {
            print(fits(either.tight().width() + after) ? either.tight() : either.loose(), indent, after);
        } else if (piece instanceof Sequence sequence) {
            sequence(sequence, indent, after);
        }
    }

    private boolean fits(int width) {
        return page.column() + width <= Page.WIDTH;
    }

    private void gap(Gap gap, int indent) {
        if (gap.hasComments()) {
            page.comments(gap, indent);
        }
    }

    private void row(List<Piece> pieces, int indent, int after) {
        for (int i = 0; i < pieces.size(); i++) {
            print(pieces.get(i), indent, glued(pieces.subList(i + 1, pieces.size()), after));
        }
    }

    /** The width of the pieces up to the first place where a line may be broken, which is inside a bracket. */
    private static int glued(List<Piece> pieces, int after) {
        int width = 0;
        for (Piece piece : pieces) {
            if (!(piece instanceof Piece.Word) && !(piece instanceof Piece.Blank)) {
                return width + 1;
            }
            width += piece.width();
        }
        return width + after;
    }

    private void bracket(Bracket bracket, int indent) {
        print(bracket.open(), indent, 0);
        int column = page.column();
        page.blanks(bracket.padded() ? 1 : 0);
        print(bracket.inside(), page.column(), bracket.padded() ? 2 : 1);
        page.blanks(bracket.padded() ? 1 : 0);
        print(bracket.close(), column, 0);
    }

    private void sequence(Sequence sequence, int indent, int after) {
        gap(sequence.items().isEmpty() ? Gap.NONE : sequence.items().get(0).gap(), indent);
        int start = page.column();
        int firstLine = page.number();
        boolean everywhere = sequence.breaks() == Breaks.EVERYWHERE && !fits(sequence.width() + after);
        for (int i = 0; i < sequence.items().size(); i++) {
            Item item = sequence.items().get(i);
            int behind = i + 1 < sequence.items().size() ? 0 : after;
            if (i > 0 && sequence.breaks() != Breaks.NEVER) {
                boolean breaks = everywhere || !fits(1 + item.width(1) + behind);
                between(item.gap(), breaks, start + sequence.hang());
            }
            lead(sequence, item);
            print(item.piece(), start, item.tail().length() + behind);
            page.text(item.tail());
        }
        if (sequence.table()) {
            page.tabulate(firstLine, start);
        }
    }

    private void between(Gap gap, boolean breaks, int indent) {
        if (gap.hasComments()) {
            page.comments(gap, indent);
        } else if (breaks || gap.newline()) {
            page.begin(gap.blankLine(), indent);
        } else {
            page.blanks(1);
        }
    }

    private void lead(Sequence sequence, Item item) {
        if (!item.lead().isEmpty()) {
            if (item.stop() && sequence.breaks() != Breaks.NEVER && !page.atLineStart()) {
                page.stop();
            }
            page.text(item.lead());
            page.blanks(sequence.between());
        }
    }
}
