package io.github.cnnc.compiler.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads values and layers written as calls: Python's {@code nn.Conv2d(3, 64, kernel_size=3)}, what PyTorch prints
 * ({@code (0): Conv2d(3, 64, ...)}), ONNX's {@code Conv[kernel_shape = [3, 3]](%x, %w)}.
 */
final class Reader {

    private static final int DEEPEST = 40;

    /** How many signs are looked at in a text: from then on nothing is read. */
    private static final long MOST = 400_000;

    /** A value and the index of the sign behind it. */
    record Read<T extends Item>(T item, int next) {}

    private final String text;
    private final List<Sign> signs;

    /** A damaged text must not be read from each of its words to its end. */
    private long looked;

    Reader(String text, List<Sign> signs) {
        this.text = text;
        this.signs = signs;
    }

    boolean isSpent() {
        return looked > MOST;
    }

    boolean is(int at, String sign) {
        return at < signs.size() && signs.get(at).is(sign);
    }

    boolean isWord(int at) {
        return at < signs.size() && signs.get(at).isWord();
    }

    /** The layer that begins at a sign: its path and name, and its arguments where it has some. */
    Optional<Read<Item.Layer>> layer(int from) {
        return layer(from, 0);
    }

    private Optional<Read<Item.Layer>> layer(int from, int depth) {
        if (!isWord(from) || depth > DEEPEST || isSpent()) {
            return Optional.empty();
        }
        int at = from;
        int separator = separator(at + 1);
        while (separator > 0 && isWord(at + 1 + separator)) {
            at += 1 + separator;
            separator = separator(at + 1);
        }
        looked += at - from + 1;
        String path = text.substring(signs.get(from).start(), signs.get(at).start());
        String name = signs.get(at).text();
        int next = at + 1;
        List<Item.Argument> arguments = new ArrayList<>();
        // ONNX: attributes in angles or brackets, then what goes in.
        boolean angles = is(next, "<") || is(next, "[") && isWord(next + 1) && is(next + 2, "=");
        if (angles) {
            next = arguments(next + 1, is(next, "<") ? ">" : "]", arguments, depth);
            if (next < 0) {
                return Optional.empty();
            }
        }
        if (is(next, "(")) {
            next = arguments(next + 1, ")", angles ? new ArrayList<>() : arguments, depth);
            if (next < 0) {
                return Optional.empty();
            }
            // Keras: a layer is applied to what goes in.
            if (is(next, "(") && !signs.get(next).first()) {
                List<Item.Argument> entering = new ArrayList<>();
                next = arguments(next + 1, ")", entering, depth);
                if (next < 0) {
                    return Optional.empty();
                }
                entering.stream().filter(a -> a.value() instanceof Item.Layer).forEach(arguments::add);
            }
        }
        return Optional.of(new Read<>(new Item.Layer(path, name, arguments, ""), next));
    }

    /** How many signs separate two words of a path: {@code .} or {@code ::}; 0 where none do. */
    private int separator(int at) {
        if (is(at, ".") && signs.get(at).start() == signs.get(at - 1).end()) {
            return 1;
        }
        return is(at, ":") && is(at + 1, ":") ? 2 : 0;
    }

    /** Reads arguments up to a closing sign; the index behind it, or -1. */
    private int arguments(int from, String closing, List<Item.Argument> into, int depth) {
        int at = from;
        while (at < signs.size()) {
            if (is(at, closing)) {
                return at + 1;
            }
            if (is(at, ",") || is(at, ";")) {
                at++;
                continue;
            }
            String key = "";
            if (isWord(at) && is(at + 1, "=") && !is(at + 2, "=")) {
                key = signs.get(at).text();
                at += 2;
            }
            Optional<Read<Item>> value = value(at, depth + 1);
            if (value.isEmpty() || value.get().next() <= at) {
                return -1;
            }
            into.add(new Item.Argument(key, value.get().item()));
            at = value.get().next();
        }
        return -1;
    }

    /** The value that begins at a sign. */
    Optional<Read<Item>> value(int from, int depth) {
        looked++;
        if (from >= signs.size() || depth > DEEPEST || isSpent()) {
            return Optional.empty();
        }
        int named = prefix(from);
        if (named > from) {
            String label = signs.get(named - 2).kind() == Sign.Kind.OTHER
                    ? signs.get(named - 3).text()
                    : signs.get(named - 2).text();
            return value(named, depth + 1)
                    .map(v ->
                            v.item() instanceof Item.Layer layer ? new Read<Item>(layer.labelled(label), v.next()) : v);
        }
        Optional<Read<Item>> read = simple(from, depth);
        if (read.isPresent() && !ends(read.get().next())) {
            return opaque(from);
        }
        return read.isPresent() ? read : opaque(from);
    }

    /** {@code (0):} as PyTorch prints it, {@code "conv":} of a dictionary: the index behind it. */
    private int prefix(int at) {
        if (is(at, "(") && at + 3 < signs.size() && is(at + 2, ")") && is(at + 3, ":")) {
            return at + 4;
        }
        return signs.get(at).kind() == Sign.Kind.STRING && is(at + 1, ":") ? at + 2 : at;
    }

    private Optional<Read<Item>> simple(int from, int depth) {
        Sign sign = signs.get(from);
        if (sign.is("(") || sign.is("[")) {
            List<Item.Argument> items = new ArrayList<>();
            int next = arguments(from + 1, sign.is("(") ? ")" : "]", items, depth);
            return next < 0
                    ? Optional.empty()
                    : Optional.of(new Read<>(
                            new Item.Many(
                                    items.stream().map(Item.Argument::value).toList()),
                            next));
        }
        return switch (sign.kind()) {
            case STRING -> Optional.of(new Read<>(new Item.Text(sign.text()), from + 1));
            case NUMBER -> Optional.of(new Read<>(new Item.Plain(sign.text()), from + 1));
            case WORD ->
                layer(from, depth + 1)
                        .map(l -> l.next() > from + 1 && is(l.next() - 1, ")")
                                ? new Read<Item>(l.item(), l.next())
                                : new Read<Item>(
                                        new Item.Plain(
                                                l.item().path() + l.item().name()),
                                        l.next()));
            case OTHER -> Optional.empty();
        };
    }

    /** Whether a value may end before a sign. */
    private boolean ends(int at) {
        return at >= signs.size()
                || signs.get(at).first()
                || List.of(",", ")", "]", "}", ">", ";").contains(signs.get(at).text());
    }

    /** Anything else, up to the comma or bracket behind it. */
    private Optional<Read<Item>> opaque(int from) {
        int depth = 0;
        for (int at = from; at < signs.size(); at++) {
            looked++;
            String sign =
                    signs.get(at).kind() == Sign.Kind.OTHER ? signs.get(at).text() : "";
            if (depth == 0 && (sign.equals(",") || List.of(")", "]", "}", ">").contains(sign))) {
                return at == from
                        ? Optional.empty()
                        : Optional.of(new Read<>(
                                new Item.Plain(text.substring(
                                        signs.get(from).start(),
                                        signs.get(at - 1).end())),
                                at));
            }
            depth += List.of("(", "[", "{").contains(sign)
                    ? 1
                    : List.of(")", "]", "}").contains(sign) ? -1 : 0;
        }
        return Optional.empty();
    }
}
