package io.github.cnnc.compiler.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values of other notations as cnnc writes them. */
final class Values {

    private static final String WHOLE = "[0-9]+";

    private Values() {}

    /** A number, a name or an expression. */
    static Optional<String> number(Item item) {
        if (item instanceof Item.Text text && text.text().matches("[0-9.]+")) {
            return number(new Item.Plain(text.text()));
        }
        if (item instanceof Item.Many many && many.items().size() == 1) {
            return number(many.items().get(0));
        }
        if (!(item instanceof Item.Plain plain)) {
            return Optional.empty();
        }
        String text = plain.text();
        if (text.startsWith(".")) {
            text = "0" + text;
        }
        if (text.matches("[0-9]+\\.")) {
            text = text + "0";
        }
        boolean readable = text.matches("[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                || text.matches("[A-Za-z0-9_+\\-*/%() ]+")
                        && !text.matches(".*(?:None|True|False|\\*\\*|//|\\) *\\().*");
        return readable && text.length() <= 100 ? Optional.of(text) : Optional.empty();
    }

    /** A truth value. */
    static Optional<Boolean> truth(Item item) {
        String text = plain(item).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "1" -> Optional.of(true);
            case "false", "0", "none" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The words of a value; empty for lists and layers. */
    static String plain(Item item) {
        return item instanceof Item.Plain plain ? plain.text() : item instanceof Item.Text text ? text.text() : "";
    }

    /**
     * A size for both directions: others write height before width, cnnc columns first.
     *
     * @param square whether one number is written {@code 3x3}
     */
    static Optional<String> size(Item item, boolean square) {
        if (item instanceof Item.Many many) {
            List<String> sides = new ArrayList<>();
            for (Item side : many.items()) {
                Optional<String> number = number(side);
                if (number.isEmpty()) {
                    return Optional.empty();
                }
                sides.add(number.get());
            }
            // TensorFlow: [1, height, width, 1].
            if (sides.size() == 4 && sides.get(0).equals("1") && sides.get(3).equals("1")) {
                sides = sides.subList(1, 3);
            }
            if (sides.size() == 1 || sides.size() == 2 && sides.get(0).equals(sides.get(1))) {
                return size(new Item.Plain(sides.get(0)), square);
            }
            boolean whole = sides.size() == 2 && sides.stream().allMatch(s -> s.matches(WHOLE));
            return whole ? Optional.of(sides.get(1) + "x" + sides.get(0)) : Optional.empty();
        }
        String text = plain(item);
        if (text.matches("(?i)[0-9]+(x[0-9]+)+")) {
            String[] sides = text.toLowerCase(Locale.ROOT).split("x");
            return Optional.of(sides[0].equals(sides[1]) && !square ? sides[0] : sides[0] + "x" + sides[1]);
        }
        return number(item).map(n -> square && n.matches(WHOLE) ? n + "x" + n : n);
    }

    /** Padding: a number, two, the four of ONNX (top, left, bottom, right), or a word. Nothing where there is none. */
    static Optional<String> pad(Item item) {
        String word = plain(item).toLowerCase(Locale.ROOT).replace("_", "");
        if (word.startsWith("same") || word.equals("half")) {
            return Optional.of("same");
        }
        if (word.equals("valid") || word.equals("notset")) {
            return Optional.of("0");
        }
        if (item instanceof Item.Many many && many.items().size() == 4) {
            return sides(many.items(), 1, 3, 0, 2);
        }
        if (item instanceof Item.Many many
                && many.items().size() == 2
                && many.items().get(0) instanceof Item.Many rows
                && many.items().get(1) instanceof Item.Many columns
                && rows.items().size() == 2
                && columns.items().size() == 2) {
            return sides(
                    List.of(
                            rows.items().get(0),
                            columns.items().get(0),
                            rows.items().get(1),
                            columns.items().get(1)),
                    1,
                    3,
                    0,
                    2);
        }
        return size(item, false);
    }

    /** The padding of PyTorch's layers of padding: a number, or left, right, top, bottom. */
    static Optional<String> leftRightTopBottom(Item item) {
        return item instanceof Item.Many many && many.items().size() == 4
                ? sides(many.items(), 0, 1, 2, 3)
                : size(item, false);
    }

    private static Optional<String> sides(List<Item> items, int left, int right, int top, int bottom) {
        List<String> sides = new ArrayList<>();
        for (int at : new int[] {left, right, top, bottom}) {
            number(items.get(at)).filter(s -> s.matches(WHOLE)).ifPresent(sides::add);
        }
        if (sides.size() < 4) {
            return Optional.empty();
        }
        boolean symmetric = sides.get(0).equals(sides.get(1)) && sides.get(2).equals(sides.get(3));
        return Optional.of(
                !symmetric
                        ? "[" + String.join(", ", sides) + "]"
                        : sides.get(0).equals(sides.get(2)) ? sides.get(0) : sides.get(0) + "x" + sides.get(2));
    }

    /** A volume: others write height, width, depth. */
    static Optional<String> volume(Item item) {
        if (plain(item).matches("(?i)[0-9]+x[0-9]+x[0-9]+")) {
            return Optional.of(plain(item).toLowerCase(Locale.ROOT));
        }
        if (!(item instanceof Item.Many many)) {
            return Optional.empty();
        }
        List<String> sides = many.items().stream()
                .map(Values::plain)
                .filter(s -> s.matches("[1-9][0-9]{0,8}"))
                .toList();
        boolean none = many.items().size() == sides.size() + 1
                && plain(many.items().get(0)).equals("None");
        if (sides.size() < 2 || sides.size() > 3 || !none && many.items().size() != sides.size()) {
            return Optional.empty();
        }
        return Optional.of(sides.get(1) + "x" + sides.get(0) + "x" + (sides.size() == 3 ? sides.get(2) : "1"));
    }
}
