package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.parse.ConcreteSyntax;
import io.github.cnnc.compiler.parse.ConcreteSyntax.Phrase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of values below one another whose author has lined them up: arguments of the same block in lines that follow one
 * another, lists of the same length. They are lined up at the right, as numbers are.
 */
final class LinedUp {

    /**
     * A line that may be a row of a table.
     *
     * @param kind rows of one table have the same
     * @param head what stands before the bracket, which is lined up at the left
     * @param begins whether it begins a line
     */
    record Row(String kind, Phrase bracket, String head, boolean begins) {}

    private final Gaps gaps;

    /** For brackets in tables, how wide each value is to be. */
    private final Map<Phrase, List<Integer>> widths = new IdentityHashMap<>();

    /** For brackets in tables, how many more blanks go before them. */
    private final Map<Phrase, Integer> indents = new IdentityHashMap<>();

    LinedUp(Gaps gaps) {
        this.gaps = gaps;
    }

    /** How wide each of the values in a bracket is to be; nothing where it is in no table. */
    Optional<List<Integer>> widths(Phrase bracket) {
        return Optional.ofNullable(widths.get(bracket));
    }

    /** How many blanks the head of a row lacks. */
    int indent(Phrase bracket) {
        return indents.getOrDefault(bracket, 0);
    }

    /** Looks for tables among lines; what is no row is empty. */
    void find(List<Optional<Row>> lines) {
        List<Row> table = new ArrayList<>();
        for (Optional<Row> line : lines) {
            boolean goesOn = line.isPresent()
                    && !table.isEmpty()
                    && line.get().begins()
                    && line.get().kind().equals(table.get(table.size() - 1).kind());
            if (!goesOn) {
                keep(table);
                table.clear();
            }
            line.ifPresent(table::add);
        }
        keep(table);
    }

    private void keep(List<Row> table) {
        boolean linedUp = table.stream().anyMatch(row -> isLinedUp(row.bracket()));
        if (table.size() < 2 || !linedUp || table.stream().anyMatch(row -> isBrokenInside(row.bracket()))) {
            return;
        }
        List<List<Integer>> all =
                table.stream().map(row -> measured(row.bracket())).toList();
        List<Integer> widest = new ArrayList<>(all.get(0));
        for (List<Integer> row : all) {
            for (int i = 0; i < row.size(); i++) {
                widest.set(i, Math.max(widest.get(i), row.get(i)));
            }
        }
        int head = table.stream().mapToInt(row -> row.head().length()).max().orElse(0);
        for (Row row : table) {
            widths.put(row.bracket(), List.copyOf(widest));
            indents.put(row.bracket(), head - row.head().length());
        }
    }

    /** The values in a bracket, without their commas. */
    static List<ConcreteSyntax> values(Phrase bracket) {
        List<ConcreteSyntax> parts = bracket.parts();
        return parts.subList(1, parts.size() - 1).stream()
                .filter(part -> !(part instanceof ConcreteSyntax.Word word && word.is(",")))
                .toList();
    }

    private boolean isLinedUp(Phrase bracket) {
        List<ConcreteSyntax> values = values(bracket);
        for (int i = 0; i < values.size(); i++) {
            if (gaps.peek(values.get(i).first()).blanks() > (i == 0 ? 0 : 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBrokenInside(Phrase bracket) {
        return bracket.parts().stream().skip(1).anyMatch(this::isBroken);
    }

    /** Whether there are comments or line breaks in it or before it. */
    private boolean isBroken(ConcreteSyntax part) {
        return part instanceof ConcreteSyntax.Word word
                ? gaps.peek(word).breaks()
                : ((Phrase) part).parts().stream().anyMatch(this::isBroken);
    }

    private static List<Integer> measured(Phrase bracket) {
        Expressions measuring = Expressions.of(Gaps.none());
        return values(bracket).stream()
                .map(value -> measuring.value(value).width())
                .toList();
    }
}
