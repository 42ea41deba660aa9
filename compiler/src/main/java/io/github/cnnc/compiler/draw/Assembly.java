package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/** Puts the layers of a chain together: a box of its own, an edge of another, or nothing for the identity. */
final class Assembly {

    /** The most edges of one box; a further one begins a box of its own. */
    private static final int MOST_TRIMS = 4;

    private final boolean dropoutBefore;
    private final List<Part> parts = new ArrayList<>();
    private final List<Written> waiting = new ArrayList<>();

    /**
     * An empty chain.
     *
     * @param dropoutBefore whether dropout is an edge of the box that follows it
     */
    Assembly(boolean dropoutBefore) {
        this.dropoutBefore = dropoutBefore;
    }

    /** A layer with its text. */
    private record Written(Layer layer, String text) {}

    /**
     * Adds a layer.
     *
     * @param text the layer's, which may be as long as the source: it is never made twice
     */
    void add(Layer layer, String text) {
        if (layer.kind().equals("ID")) {
            return;
        }
        LayerWords words = LayerWords.of(layer);
        if (dropoutBefore && words.kind() == Kind.DROPOUT && waiting.size() < MOST_TRIMS) {
            waiting.add(new Written(layer, text));
            return;
        }
        if (words.kind().isTrim() && waiting.isEmpty() && trim(words, layer, text)) {
            return;
        }
        List<Trim> trims = new ArrayList<>();
        List<String> layers = new ArrayList<>();
        for (Written dropout : waiting) {
            trims.add(new Trim(Kind.DROPOUT, LayerWords.of(dropout.layer()).text(), true));
            layers.add(dropout.text());
        }
        waiting.clear();
        layers.add(text);
        parts.add(new Part.Box(words.kind(), words.text(), layer.output(), trims, layers));
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

    /** Dropout that no box follows is an edge of what it follows. */
    private void flush() {
        for (Written dropout : waiting) {
            Layer layer = dropout.layer();
            LayerWords words = LayerWords.of(layer);
            if (!trim(words, layer, dropout.text())) {
                parts.add(new Part.Box(words.kind(), words.text(), layer.output(), List.of(), List.of(dropout.text())));
            }
        }
        waiting.clear();
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
                            box.kind(), box.text(), layer.output(), and(box.trims(), trim), and(box.layers(), text)));
            return true;
        }
        if (parts.get(last) instanceof Part.Fork fork && fork.trims().size() < MOST_TRIMS) {
            parts.set(
                    last,
                    new Part.Fork(
                            fork.joint(),
                            fork.branches(),
                            layer.output(),
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
