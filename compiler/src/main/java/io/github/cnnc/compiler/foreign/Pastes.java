package io.github.cnnc.compiler.foreign;

import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.syntax.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what other notations wrote in a text that does not follow the grammar. Lines that follow one another are one paste:
 * ten lines of {@code nn.Sequential} are one mistake, and have one answer.
 */
public final class Pastes {

    /** The words that begin lines of Python, and what must follow for the line to be one. */
    private static final Map<String, Pattern> PYTHON = Map.ofEntries(
            Map.entry("import", Pattern.compile("import +\\w.*")),
            Map.entry("from", Pattern.compile("from +[\\w.]+ +import.*")),
            Map.entry("class", Pattern.compile("class +\\w+.*")),
            Map.entry("def", Pattern.compile("def +\\w+.*")),
            Map.entry("return", Pattern.compile("return\\b.*")),
            Map.entry("super", Pattern.compile("super *\\(.*")),
            Map.entry("with", Pattern.compile("with .*:")),
            Map.entry("for", Pattern.compile("for .*:")),
            Map.entry("if", Pattern.compile("if .*:")),
            Map.entry("else", Pattern.compile("else *:")),
            Map.entry("print", Pattern.compile("print *\\(.*")));

    private static final Set<String> METHODS = Set.of(
            "compile",
            "summary",
            "fit",
            "evaluate",
            "predict",
            "eval",
            "train",
            "to",
            "cuda",
            "build",
            "save",
            "load_weights",
            "load_state_dict",
            "parameters");

    private static final Pattern FORWARD = Pattern.compile("def +(?:forward|call|__call__|hybrid_forward)\\b.*");

    /** {@code (3, 3)} as an argument, which no list of ours is. */
    private static final Pattern TUPLE = Pattern.compile("[(,=]\\s*\\(\\s*\\w+\\s*,\\s*\\w+\\s*,?\\s*\\)");

    private static final Pattern WORDS = Pattern.compile("[,=(]\\s*(?:True|False|None)\\b");

    /** The most layers of a part that may be used again and again. */
    private static final int LARGEST_PART = 200;

    /** What was read at one place. */
    private record Found(int next, Translation translation, boolean defines) {}

    private final String text;
    private final List<Sign> signs;
    private final Reader reader;
    private final Map<String, Translation> parts = new HashMap<>();
    private final Translator translator = new Translator(parts);
    private final Set<String> blocks = new HashSet<>();

    /** Whether blocks of other files have names that are not seen here. */
    private final boolean uses;

    private boolean python;

    private Pastes(String text) {
        this.text = text;
        this.signs = Scanner.of(text);
        this.reader = new Reader(text, signs);
        this.uses = Pattern.compile("(?m)^\\s*use\\s*\"").matcher(text).find();
        Matcher block = Pattern.compile("\\bblock\\s+(\\w+)").matcher(text);
        while (block.find()) {
            blocks.add(block.group(1));
        }
    }

    /** The pastes of a text, in order. */
    public static List<Paste> in(String text) {
        return new Pastes(text).all();
    }

    /** What a call says that follows our grammar and names no layer of ours, or has arguments that are not ours. */
    public static Optional<Translation> call(String text) {
        Pastes pastes = new Pastes(text);
        return pastes.reader
                .layer(0)
                .filter(read -> read.next() == pastes.signs.size())
                .filter(read -> pastes.isKnown(read.item()))
                .map(read -> pastes.translator.of(read.item()));
    }

    /** What our layer calls an argument that others name so. */
    public static Optional<String> argument(String layer, String name) {
        return Dictionary.argument(layer, name);
    }

    private List<Paste> all() {
        List<Paste> pastes = new ArrayList<>();
        List<Found> run = new ArrayList<>();
        int start = 0;
        int last = -1;
        int depth = 0;
        int at = 0;
        while (at < signs.size() && !reader.isSpent()) {
            Sign sign = signs.get(at);
            boolean follows = last >= 0
                    && (at == last + 1 || at == last + 2 && signs.get(last + 1).is(","));
            if (sign.is(",") && at == last + 1) {
                at++;
                continue;
            }
            Optional<Found> found = find(at, depth);
            if (found.isEmpty()) {
                if (sign.kind() == Sign.Kind.OTHER) {
                    depth = Math.max(0, depth + bracket(sign));
                }
                at++;
                continue;
            }
            boolean joins = !run.isEmpty()
                    && follows
                    && (sign.first() || signs.get(at - 1).is(","))
                    && found.get().translation().absent().isEmpty()
                    && run.get(run.size() - 1).translation().absent().isEmpty();
            if (!joins) {
                close(run, start, last, pastes);
                run = new ArrayList<>();
                start = at;
            }
            if (FORWARD.matcher(line(at)).matches()) {
                // What stands before it names the parts; their order is here.
                run.replaceAll(f -> f.defines() ? new Found(f.next(), Translation.NOTHING, true) : f);
            }
            run.add(found.get());
            last = found.get().next() - 1;
            at = found.get().next();
        }
        close(run, start, last, pastes);
        return pastes;
    }

    private void close(List<Found> run, int start, int last, List<Paste> into) {
        if (run.isEmpty()) {
            return;
        }
        Translation all = Translation.all(run.stream().map(Found::translation).toList());
        // The comma that other notations write between layers is none of ours.
        int end = reader.is(last + 1, ",") ? last + 1 : last;
        into.add(new Paste(signs.get(start).start(), signs.get(end).end(), all));
    }

    private static int bracket(Sign sign) {
        return switch (sign.text()) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }

    private String line(int at) {
        int start = signs.get(at).start();
        int end = start;
        while (end < text.length() && end - start < 200 && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(start, end).strip();
    }

    private Optional<Found> find(int at, int depth) {
        Sign sign = signs.get(at);
        boolean begins = at == 0
                || sign.first() && depth == 0
                || signs.get(at - 1).isWord("layers")
                || List.of("-", "+", "|", "{").contains(signs.get(at - 1).text());
        if (begins && (!Words.isStatement(sign.text()) || reader.is(at + 1, "{") || reader.is(at + 1, ":"))) {
            Optional<Found> found = code(at).or(() -> section(at))
                    .or(() -> assignment(at))
                    .or(() -> named(at))
                    .or(() -> paper(at));
            if (found.isPresent()) {
                return found;
            }
        }
        return layer(at, begins);
    }

    // -- program text -----------------------------------------------------------------------------------------------

    private Optional<Found> code(int at) {
        Sign sign = signs.get(at);
        if (PYTHON.containsKey(sign.text())
                && PYTHON.get(sign.text()).matcher(line(at)).matches()) {
            python = true;
            Translation returned = sign.isWord("return") ? value(at + 1) : Translation.NOTHING;
            return Optional.of(new Found(statement(at), returned, false));
        }
        boolean method = reader.is(at + 1, ".")
                && reader.is(at + 3, "(")
                && signs.get(at + 2).isWord()
                && METHODS.contains(signs.get(at + 2).text());
        if (sign.isWord() && method) {
            return Optional.of(new Found(statement(at), Translation.NOTHING, false));
        }
        if (sign.isWord()
                && List.of("name", "input").contains(sign.text())
                && reader.is(at + 1, ":")
                && at + 2 < signs.size()
                && signs.get(at + 2).kind() == Sign.Kind.STRING) {
            return Optional.of(new Found(at + 3, Translation.NOTHING, false));
        }
        // What a container that is not read as a whole leaves over.
        int end = at;
        while (end < signs.size() && (reader.is(end, ")") || reader.is(end, "]"))) {
            end++;
        }
        return end > at && sign.first() ? Optional.of(new Found(end, Translation.NOTHING, false)) : Optional.empty();
    }

    private Translation value(int at) {
        return reader.value(at, 0)
                .filter(v -> v.item() instanceof Item.Layer)
                .map(v -> translator.of(v.item()))
                .filter(Translation::complete)
                .orElse(Translation.NOTHING);
    }

    /** The index behind a line and what its brackets hold. */
    private int statement(int from) {
        int depth = 0;
        int at = from;
        do {
            if (signs.get(at).kind() == Sign.Kind.OTHER) {
                depth += bracket(signs.get(at));
            }
            at++;
        } while (at < signs.size() && (!signs.get(at).first() || depth > 0 && at - from < 200));
        return at;
    }

    // -- layers -----------------------------------------------------------------------------------------------------

    private Optional<Found> section(int at) {
        return new Darknet(text, signs)
                .section(at)
                .or(() -> new Prototxt(text, signs).layer(at))
                .map(read -> new Found(read.next(), translator.of(read.item()), false));
    }

    /** {@code self.conv1 = nn.Conv2d(3, 64, 3)}, {@code x = Conv2D(64, 3)(x)}, {@code %3 : Float(1, 64) = onnx::Relu(%2)}. */
    private Optional<Found> assignment(int from) {
        int at = from;
        if (!signs.get(at).isWord()) {
            return Optional.empty();
        }
        String target = signs.get(at).text();
        boolean self = target.equals("self");
        at++;
        while ((reader.is(at, ".") || reader.is(at, ",")) && reader.isWord(at + 1)) {
            target = signs.get(at + 1).text();
            at += 2;
        }
        if (reader.is(at, ":") && text.charAt(signs.get(from).start()) == '%') {
            while (at < signs.size() && !reader.is(at, "=") && !signs.get(at).first()) {
                at++;
            }
        }
        if (reader.is(at, "+") && reader.is(at + 1, "=")) {
            at++;
        }
        if (!reader.is(at, "=") || at + 1 >= signs.size() || signs.get(at + 1).first()) {
            return Optional.empty();
        }
        int right = at + 1;
        Optional<Reader.Read<Item>> value = reader.value(right, 0);
        if (value.isPresent()
                && value.get().item() instanceof Item.Layer layer
                && (isForeign(layer, right, value.get().next()) || isKnown(layer))) {
            Translation said = translator.of(self ? layer.labelled(target) : layer);
            if (self && said.steps().size() <= LARGEST_PART) {
                parts.put(target, said);
            }
            return Optional.of(new Found(value.get().next(), said, self));
        }
        if (value.isPresent()
                && value.get().item() instanceof Item.Layer layer
                && layer.name().equals("Model")) {
            return Optional.of(new Found(value.get().next(), Translation.NOTHING, false));
        }
        Optional<Found> opened = opening(right);
        if (opened.isPresent()) {
            return opened;
        }
        if (!python && !reader.is(at - 1, "+")) {
            return Optional.empty();
        }
        int next = statement(from);
        boolean sum = text.substring(
                        signs.get(from).start(), signs.get(next - 1).end())
                .contains("+");
        Translation other = sum ? translator.of(new Item.Layer("", "Add", List.of(), "")) : Translation.NOTHING;
        return Optional.of(new Found(next, other, false));
    }

    /** {@code (0): Conv2d(3, 64, ...)}, {@code ("conv1", nn.Conv2d(...))}. */
    private Optional<Found> named(int at) {
        Optional<Reader.Read<Item>> value = Optional.empty();
        boolean printed = reader.is(at, "(") && reader.is(at + 2, ")") && reader.is(at + 3, ":");
        boolean pair = reader.is(at, "(")
                && at + 2 < signs.size()
                && signs.get(at + 1).kind() == Sign.Kind.STRING
                && reader.is(at + 2, ",");
        boolean key = signs.get(at).kind() == Sign.Kind.STRING && reader.is(at + 1, ":");
        if (printed || pair || key) {
            value = reader.value(at, 0);
        }
        return value.map(v -> new Found(v.next(), translator.of(v.item()), false))
                .filter(f -> !f.translation().equals(Translation.NOTHING))
                .or(() -> printed ? opening(at + 4) : Optional.empty());
    }

    /** As papers write: {@code 3x3 conv, 64}, {@code 7x7 conv, 64, /2}. */
    private Optional<Found> paper(int at) {
        boolean size =
                signs.get(at).kind() == Sign.Kind.NUMBER && signs.get(at).text().matches("[0-9]+[xX][0-9]+");
        if (!size || !reader.isWord(at + 1) || signs.get(at + 1).first()) {
            return Optional.empty();
        }
        String word = signs.get(at + 1).text();
        if (word.equalsIgnoreCase("max") || word.equalsIgnoreCase("avg") || word.equalsIgnoreCase("average")) {
            return Optional.empty();
        }
        List<Item.Argument> arguments = new ArrayList<>();
        arguments.add(new Item.Argument("kernel", new Item.Plain(signs.get(at).text())));
        int next = at + 2;
        boolean number = reader.is(next, ",")
                && next + 1 < signs.size()
                && signs.get(next + 1).kind() == Sign.Kind.NUMBER;
        if (number) {
            arguments.add(new Item.Argument(
                    "filters", new Item.Plain(signs.get(next + 1).text())));
            next += 2;
        }
        if (reader.is(next, ",") && reader.is(next + 1, "/") && next + 2 < signs.size()) {
            arguments.add(new Item.Argument(
                    "stride", new Item.Plain(signs.get(next + 2).text())));
            next += 3;
        }
        Item.Layer layer = new Item.Layer("", word.toLowerCase(java.util.Locale.ROOT), arguments, "");
        boolean known = Dictionary.layer("", word)
                .filter(n -> List.of("CONV", "POOL", "AVGPOOL").contains(n.layer()))
                .isPresent();
        return known ? Optional.of(new Found(next, translator.of(layer), false)) : Optional.empty();
    }

    private Optional<Found> layer(int at, boolean begins) {
        if (!signs.get(at).isWord() || Words.isStatement(signs.get(at).text()) && !reader.is(at + 1, ".")) {
            return Optional.empty();
        }
        Optional<Found> joined = joined(at);
        if (joined.isPresent()) {
            return joined;
        }
        Optional<Reader.Read<Item.Layer>> read = reader.layer(at);
        boolean bare = read.isPresent()
                && begins
                && read.get().next() == at + 1
                && LayerKinds.named(signs.get(at).text()).isEmpty()
                && isKnown(read.get().item())
                && !reader.is(at + 1, "=");
        if (bare
                || read.isPresent()
                        && isForeign(read.get().item(), at, read.get().next())) {
            return Optional.of(
                    new Found(read.get().next(), translator.of(read.get().item()), false));
        }
        return begins || !signs.get(Math.max(0, at - 1)).is("(") ? opening(at) : Optional.empty();
    }

    /** {@code Leaky ReLU(0.1)}, {@code Max Pool}: the name of one layer in several words. */
    private Optional<Found> joined(int at) {
        for (int count = 4; count >= 2; count--) {
            StringBuilder name = new StringBuilder();
            boolean words = true;
            for (int i = at; i < at + count && words; i++) {
                words = reader.isWord(i)
                        && (i == at || !signs.get(i).first())
                        && !Words.isStatement(signs.get(i).text());
                if (words) {
                    name.append(signs.get(i).text());
                }
            }
            String whole = name.toString();
            if (words
                    && !uses
                    && !blocks.contains(whole)
                    && Dictionary.layer("", whole).isPresent()) {
                Optional<Reader.Read<Item.Layer>> last = reader.layer(at + count - 1);
                return last.map(read -> new Found(
                        read.next(),
                        translator.of(new Item.Layer("", whole, read.item().arguments(), "")),
                        false));
            }
        }
        return Optional.empty();
    }

    /** {@code nn.Sequential(} that is not closed, or holds what cannot be read: it says nothing by itself. */
    private Optional<Found> opening(int from) {
        int at = from;
        while (reader.isWord(at) && reader.is(at + 1, ".")) {
            at += 2;
        }
        if (!reader.isWord(at) || !Translator.isContainer(signs.get(at).text()) || !reader.is(at + 1, "(")) {
            return Optional.empty();
        }
        String name = signs.get(at).text();
        if (at == from && (name.equals("add") || name.equals("append"))) {
            return Optional.empty();
        }
        at += 2;
        while (reader.is(at, "[") || reader.is(at, "(") || reader.is(at, ")") && reader.is(at - 1, "(")) {
            at++;
        }
        return Optional.of(new Found(at, Translation.NOTHING, false));
    }

    private boolean isKnown(Item.Layer layer) {
        boolean mayBeBlock =
                blocks.contains(layer.name()) || uses && layer.path().isEmpty();
        return (!mayBeBlock || LayerKinds.named(layer.name()).isPresent())
                && (layer.name().equals("Activation")
                        || Dictionary.layer(layer.path(), layer.name()).isPresent());
    }

    /** Whether a layer is not ours: by its path, its name or its arguments. */
    private boolean isForeign(Item.Layer layer, int from, int next) {
        if (layer.path().equals("self.")) {
            return python && parts.containsKey(layer.name());
        }
        String written =
                text.substring(signs.get(from).start(), signs.get(next - 1).end());
        if (Translator.isContainer(layer.name())) {
            return !translator.of(layer).equals(Translation.NOTHING)
                    || written.endsWith(")") && !layer.path().isEmpty();
        }
        if (!isKnown(layer)) {
            // Whatever it is, no name of ours has a point in it.
            return !layer.path().isEmpty() && written.endsWith(")");
        }
        if (!layer.path().isEmpty()) {
            return true;
        }
        if (LayerKinds.named(layer.name()).isEmpty()) {
            return written.endsWith(")");
        }
        return layer.arguments().stream().anyMatch(a -> isForeign(layer.name(), a))
                || TUPLE.matcher(written).find()
                || WORDS.matcher(written).find();
    }

    /** Whether an argument is one that our layer of this name does not have, and another notation's has. */
    private static boolean isForeign(String layer, Item.Argument argument) {
        return !argument.key().isEmpty()
                && LayerKinds.named(layer)
                        .flatMap(kind -> kind.signature().parameter(argument.key()))
                        .isEmpty()
                && Dictionary.argument(layer, argument.key()).isPresent();
    }
}
