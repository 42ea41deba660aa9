package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts the layers of a chain together: a box of its own, an edge of another, or nothing for the identity. */
final class Assembly {

    /** The most edges of one box; a further one begins a box of its own. */
    private static final int MOST_TRIMS = 4;

    private final Set<Kind> before;
    private final List<Part> parts = new ArrayList<>();
    private final List<Written> waiting = new ArrayList<>();

    /**
     * An empty chain.
     *
     * @param before what is an edge of the box that follows it
     */
    Assembly(Set<Kind> before) {
        this.before = before;
    }

    /** A layer with its figures. */
    private record Written(Layer layer, LayerRow row) {}

    /** Adds a layer; its text is taken from its row, for it may be as long as the source and is never made twice. */
    void add(Layer layer, LayerRow row) {
        if (layer.kind().equals("ID")) {
            return;
        }
        LayerWords words = LayerWords.of(layer);
        if (before.contains(words.kind()) && waiting.size() < MOST_TRIMS) {
            waiting.add(new Written(layer, row));
            return;
        }
        if (words.kind().isTrim() && waiting.isEmpty() && trim(words, layer, row.text())) {
            return;
        }
        List<Trim> trims = new ArrayList<>();
        List<String> layers = new ArrayList<>();
        for (Written edge : waiting) {
            LayerWords edgeWords = LayerWords.of(edge.layer());
            trims.add(new Trim(edgeWords.kind(), edgeWords.text(), true));
            layers.add(edge.row().text());
        }
        waiting.clear();
        layers.add(row.text());
        parts.add(box(words, layer, row, trims, layers));
    }

    /** Adds what has been put together elsewhere. */
    void add(List<Part> more) {
        flush();
        parts.addAll(more);
    }

    /** The chain. */
    List<Part> parts() {
        flush();
        return parts;
    }

    /** What no box follows is an edge of what it follows. */
    private void flush() {
        for (Written edge : waiting) {
            LayerWords words = LayerWords.of(edge.layer());
            if (!trim(words, edge.layer(), edge.row().text())) {
                parts.add(box(
                        words,
                        edge.layer(),
                        edge.row(),
                        List.of(),
                        List.of(edge.row().text())));
            }
        }
        waiting.clear();
    }

    private static Part.Box box(LayerWords words, Layer layer, LayerRow row, List<Trim> trims, List<String> layers) {
        return new Part.Box(
                words.kind(), words.text(), Names.of(row.name()), Volumes.of(layer.output()), trims, layers);
    }

    /** Makes the layer an edge of the last part, if that can have one more. */
    private boolean trim(LayerWords words, Layer layer, String text) {
        if (parts.isEmpty()) {
            return false;
        }
        int last = parts.size() - 1;
        Trim trim = new Trim(words.kind(), words.text(), false);
        if (parts.get(last) instanceof Part.Box box && box.trims().size() < MOST_TRIMS) {
            parts.set(
                    last,
                    new Part.Box(
                            box.kind(),
                            box.text(),
                            box.names(),
                            Volumes.of(layer.output()),
                            and(box.trims(), trim),
                            and(box.layers(), text)));
            return true;
        }
        if (parts.get(last) instanceof Part.Fork fork && fork.trims().size() < MOST_TRIMS) {
            parts.set(
                    last,
                    new Part.Fork(
                            fork.joint(),
                            fork.branches(),
                            fork.names(),
                            Volumes.of(layer.output()),
                            and(fork.trims(), trim),
                            and(fork.layers(), text)));
            return true;
        }
        return false;
    }

    private static <T> List<T> and(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }
}
