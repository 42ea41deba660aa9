package io.github.cnnc.compiler.foreign;

import io.github.cnnc.compiler.layer.LayerKind;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.layer.LayerParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of {@code layers.txt} and {@code arguments.txt}. */
final class Dictionary {

    private static final Map<String, Name> EXACT = new HashMap<>();
    private static final Map<String, Name> LOOSE = new HashMap<>();

    /** Of {@code CONV kernel_size}: {@code kernel}. */
    private static final Map<String, String> ARGUMENTS = new HashMap<>();

    static {
        rows("layers.txt").forEach(Dictionary::layer);
        rows("arguments.txt").forEach(Dictionary::argument);
    }

    private Dictionary() {}

    private static List<String[]> rows(String resource) {
        try (InputStream in = Dictionary.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void layer(String[] row) {
        String layer = row[0].trim();
        boolean known = !layer.equals("no") && !layer.equals("see");
        // The last column may hold bars of its own.
        String last = String.join("|", List.of(row).subList(Math.min(3, row.length), row.length))
                .trim();
        Map<String, String> defaults = new LinkedHashMap<>();
        if (known) {
            for (String one : last.isEmpty() ? new String[0] : last.split(" (?=\\w+=)")) {
                String[] pair = one.split("=", 2);
                defaults.put(pair[0], pair[1]);
            }
        }
        Name name = new Name(
                layer,
                known && !row[1].isBlank() ? List.of(row[1].trim().split(" ")) : List.of(),
                known ? "" : row[1].trim(),
                known ? "" : last,
                defaults);
        for (String word : row[2].trim().split(" +")) {
            EXACT.putIfAbsent(word, name);
            LOOSE.putIfAbsent(loose(word), name);
        }
    }

    private static void argument(String[] row) {
        String[] head = row[0].trim().split(" ");
        for (String word : row[1].trim().split(" +")) {
            ARGUMENTS.putIfAbsent(head[0].toLowerCase(Locale.ROOT) + " " + loose(word), head[1]);
        }
    }

    private static String loose(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** What a name stands for: with its path, else exactly, else whatever its case; our own names stand for themselves. */
    static Optional<Name> layer(String path, String name) {
        List<String> outward = new ArrayList<>();
        String last = path.replaceAll("^(?:.*\\.)?(\\w+)(?:\\.|::)$", "$1");
        if (!path.isEmpty()) {
            outward.add(last + "." + name);
        }
        outward.add(name);
        for (String word : outward) {
            if (EXACT.containsKey(word)) {
                return Optional.of(EXACT.get(word));
            }
        }
        return LayerKinds.named(name).map(Dictionary::ourOwn).or(() -> Optional.ofNullable(LOOSE.get(loose(name))));
    }

    /** Our own layer, with the order of its arguments. */
    private static Name ourOwn(LayerKind kind) {
        return new Name(
                kind.signature().name(),
                kind.signature().parameters().stream().map(LayerParameter::name).toList(),
                "",
                "",
                Map.of());
    }

    /** The argument of our layer that another notation's name stands for; {@code -} where it has no meaning here. */
    static Optional<String> argument(String layer, String name) {
        String own = layer.toLowerCase(Locale.ROOT) + " " + loose(name);
        if (ARGUMENTS.containsKey(own)) {
            return Optional.of(ARGUMENTS.get(own));
        }
        return LayerKinds.named(layer)
                .flatMap(kind -> kind.signature().parameter(name).map(LayerParameter::name))
                .or(() -> Optional.ofNullable(ARGUMENTS.get("* " + loose(name))));
    }

    /** Whether an argument of this name belongs to some layer of another notation. */
    static boolean isArgument(String name) {
        String end = " " + loose(name);
        return ARGUMENTS.keySet().stream().anyMatch(key -> key.endsWith(end));
    }
}
