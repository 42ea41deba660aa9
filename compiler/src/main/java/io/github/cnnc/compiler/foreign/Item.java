package io.github.cnnc.compiler.foreign;

import java.util.List;

/** A value in another notation. */
sealed interface Item {

    /** A number, a name or an expression, as written. */
    record Plain(String text) implements Item {}

    /** A string. */
    record Text(String text) implements Item {}

    /** A tuple or a list. */
    record Many(List<Item> items) implements Item {
        public Many {
            items = List.copyOf(items);
        }
    }

    /**
     * A layer, {@code nn.Conv2d(3, 64, 3)}.
     *
     * @param path what stands before the name, with its point: {@code nn.}; empty where nothing does
     * @param label the name it is given; empty where there is none
     */
    record Layer(String path, String name, List<Argument> arguments, String label) implements Item {
        public Layer {
            arguments = List.copyOf(arguments);
        }

        Layer labelled(String label) {
            return new Layer(path, name, arguments, label);
        }

        boolean has(String key) {
            return arguments.stream().anyMatch(a -> a.key().equals(key));
        }
    }

    /**
     * An argument of a layer.
     *
     * @param key its name; empty where it has none
     */
    record Argument(String key, Item value) {}
}
