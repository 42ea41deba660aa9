package io.github.cnnc.compiler.format;

import java.util.List;

/** A piece of the text to be laid out. Its width is how many columns it takes when it stands in one line. */
sealed interface Piece {

    /** The width of what cannot stand in one line, because of a comment, or because its author broke it there. */
    int BROKEN = 1 << 28;

    int width();

    /** The width of pieces side by side. */
    static int sum(List<? extends Piece> pieces) {
        int sum = 0;
        for (Piece piece : pieces) {
            sum = Math.min(BROKEN, sum + piece.width());
        }
        return sum;
    }

    /** A word or sign. */
    record Word(Gap gap, String text) implements Piece {
        @Override
        public int width() {
            return gap.hasComments() ? BROKEN : text.length();
        }
    }

    /** Blanks, which do not begin a line. */
    record Blank(int width) implements Piece {
        static final Blank ONE = new Blank(1);
    }

    /** Pieces side by side. */
    record Row(List<Piece> pieces, int width) implements Piece {
        public Row {
            pieces = List.copyOf(pieces);
        }

        static Row of(List<Piece> pieces) {
            return new Row(pieces, sum(pieces));
        }

        static Row of(Piece... pieces) {
            return of(List.of(pieces));
        }
    }

    /**
     * Brackets and what is in them.
     *
     * @param padded whether there are blanks inside, as in braces
     */
    record Bracket(Word open, Piece inside, Word close, boolean padded, int width) implements Piece {
        static Bracket of(Word open, Piece inside, Word close, boolean padded) {
            return new Bracket(open, inside, close, padded, sum(List.of(open, inside, close)) + (padded ? 2 : 0));
        }
    }

    /** The first where it fits into the line, else the second. */
    record Either(Piece tight, Piece loose) implements Piece {
        @Override
        public int width() {
            return tight.width();
        }
    }

    /**
     * Items one after another, with blanks or line breaks between them; always a break where the author has one.
     *
     * @param hang how far to the right of the first item the lines of the others begin
     * @param table whether the stops in its lines are lined up, if that is possible
     */
    record Sequence(List<Item> items, Breaks breaks, int hang, boolean table, int width) implements Piece {
        public Sequence {
            items = List.copyOf(items);
        }

        static Sequence of(List<Item> items) {
            return of(items, Breaks.WHERE_NEEDED, 0, false);
        }

        static Sequence of(List<Item> items, Breaks breaks, int hang, boolean table) {
            int between = breaks == Breaks.NEVER ? 0 : 1;
            int width = 0;
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                boolean broken = i == 0 ? item.gap().hasComments() : item.gap().breaks();
                width = Math.min(BROKEN, width + (broken ? BROKEN : i == 0 ? 0 : between) + item.width(between));
            }
            return new Sequence(items, breaks, hang, table, width);
        }

        /** How many blanks stand between items in one line, and behind the signs before them. */
        int between() {
            return breaks == Breaks.NEVER ? 0 : 1;
        }
    }

    /** Where a sequence is broken that does not fit into its line. */
    enum Breaks {
        /** Before each item that does not fit. */
        WHERE_NEEDED,
        /** Before all items, or none. */
        EVERYWHERE,
        /** Nowhere, nor are there blanks between its items: {@code CONV-ReLU}. */
        NEVER
    }

    /**
     * An item of a sequence.
     *
     * @param gap what stands before it
     * @param lead the sign before it, which goes with it to the next line: {@code -}, {@code +}; or nothing
     * @param stop whether the lead is a stop of the table
     * @param tail the sign behind it, a comma or nothing
     */
    record Item(Gap gap, String lead, boolean stop, Piece piece, String tail) {
        static Item of(Gap gap, Piece piece) {
            return new Item(gap, "", false, piece, "");
        }

        Item withTail(String tail) {
            return new Item(gap, lead, stop, piece, tail);
        }

        /** The width with so many blanks behind the sign. */
        int width(int blanks) {
            int sign = lead.isEmpty() ? 0 : lead.length() + blanks;
            return Math.min(BROKEN, sign + piece.width() + tail.length());
        }
    }
}
