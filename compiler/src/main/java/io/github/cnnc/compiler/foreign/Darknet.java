package io.github.cnnc.compiler.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a section of a Darknet file: {@code [convolutional]} with a line {@code filters=32} for each argument. */
record Darknet(String text, List<Sign> signs) {

    private static final Set<String> SECTIONS = Set.of(
            "net",
            "network",
            "convolutional",
            "maxpool",
            "avgpool",
            "connected",
            "softmax",
            "dropout",
            "upsample",
            "route",
            "shortcut",
            "yolo",
            "region",
            "detection",
            "cost",
            "reorg",
            "local",
            "deconvolutional",
            "batchnorm",
            "crop",
            "activation",
            "normalization",
            "lstm",
            "gru",
            "rnn");

    private static final Set<String> KEYS =
            Set.of("batch_normalize", "filters", "size", "stride", "pad", "padding", "activation", "groups");

    /** The section that begins at a sign; without its head where its arguments stand alone. */
    Optional<Reader.Read<Item.Layer>> section(int from) {
        if (isHead(from)) {
            Map<String, String> pairs = new LinkedHashMap<>();
            int next = pairs(from + 3, pairs);
            boolean alone = pairs.isEmpty();
            // [maxpool] alone is a stage with a layer of that name, too.
            return alone
                            && next < signs.size()
                            && !signs.get(next).first()
                            && !signs.get(next).is("[")
                    ? Optional.empty()
                    : Optional.of(new Reader.Read<>(layer(signs.get(from + 1).text(), pairs), next));
        }
        if (signs.get(from).isWord() && KEYS.contains(signs.get(from).text())) {
            Map<String, String> pairs = new LinkedHashMap<>();
            int next = pairs(from, pairs);
            if (!pairs.isEmpty() && KEYS.containsAll(pairs.keySet())) {
                return Optional.of(new Reader.Read<>(layer("convolutional", pairs), next));
            }
        }
        return Optional.empty();
    }

    private boolean isHead(int at) {
        return at + 2 < signs.size()
                && signs.get(at).is("[")
                && SECTIONS.contains(signs.get(at + 1).text())
                && signs.get(at + 2).is("]");
    }

    /** Reads {@code key=value} pairs; the index behind them. */
    private int pairs(int from, Map<String, String> into) {
        int at = from;
        while (at + 2 < signs.size()
                && signs.get(at).isWord()
                && signs.get(at + 1).is("=")) {
            int value = at + 2;
            int end = value + 1;
            while (end < signs.size()
                    && !signs.get(end).first()
                    && !(signs.get(end).isWord()
                            && end + 1 < signs.size()
                            && signs.get(end + 1).is("="))
                    && !signs.get(end).is("[")) {
                end++;
            }
            if (signs.get(value).first()) {
                return at;
            }
            into.put(
                    signs.get(at).text(),
                    text.substring(signs.get(value).start(), signs.get(end - 1).end()));
            at = end;
        }
        return at;
    }

    private static Item.Layer layer(String section, Map<String, String> pairs) {
        List<Item.Argument> arguments = new ArrayList<>();
        switch (section) {
            case "convolutional" -> convolution(pairs, arguments);
            case "maxpool" -> {
                String stride = pairs.getOrDefault("stride", "1");
                String size = pairs.getOrDefault("size", stride);
                give(arguments, "kernel", size);
                give(arguments, "stride", stride);
                // As much padding as keeps size/stride, rounded up, where nothing is said.
                if (!pairs.containsKey("padding") && !size.equals(stride)) {
                    give(arguments, "pad", "same");
                } else {
                    give(arguments, "pad", whole(pairs, "padding") / 2 + "");
                }
            }
            case "connected" -> {
                pairs.forEach((key, value) -> give(arguments, key, value));
                arguments.removeIf(a -> a.key().equals("activation"));
                activation(pairs, arguments);
            }
            case "net", "network" -> {
                List<Item> sides = new ArrayList<>();
                for (String key : List.of("height", "width", "channels")) {
                    sides.add(new Item.Plain(pairs.getOrDefault(key, "")));
                }
                arguments.add(new Item.Argument("shape", new Item.Many(sides)));
            }
            case "dropout" -> give(arguments, "p", pairs.getOrDefault("probability", ".5"));
            case "upsample" -> give(arguments, "factor", pairs.getOrDefault("stride", "2"));
            default -> {}
        }
        return new Item.Layer("", name(section), arguments, "");
    }

    private static String name(String section) {
        return switch (section) {
            case "convolutional" -> "Conv2D";
            case "maxpool" -> "MaxPool2D";
            case "avgpool" -> "GlobalAvgPool";
            case "connected" -> "Dense";
            case "net", "network" -> "Input";
            case "upsample" -> "UpSampling2D";
            case "lstm" -> "LSTM";
            case "gru" -> "GRU";
            case "rnn" -> "RNN";
            case "normalization" -> "LRN";
            default -> section;
        };
    }

    private static void convolution(Map<String, String> pairs, List<Item.Argument> arguments) {
        String size = pairs.getOrDefault("size", pairs.containsKey("filters") ? "1" : "3");
        pairs.forEach((key, value) -> {
            if (!List.of("size", "pad", "padding", "activation").contains(key)) {
                give(arguments, key, value);
            }
        });
        give(arguments, "kernel", size);
        // pad=1 is half the filter's size.
        String pad = whole(pairs, "pad") == 1 && size.matches("[0-9]{1,6}")
                ? Integer.parseInt(size) / 2 + ""
                : pairs.getOrDefault("padding", "0");
        give(arguments, "pad", pad);
        activation(pairs, arguments);
    }

    private static void activation(Map<String, String> pairs, List<Item.Argument> arguments) {
        String activation = pairs.getOrDefault("activation", "linear");
        Item value = activation.equals("leaky")
                ? new Item.Layer("", "LeakyReLU", List.of(new Item.Argument("", new Item.Plain("0.1"))), "")
                : new Item.Plain(activation);
        arguments.add(new Item.Argument("activation", value));
    }

    private static int whole(Map<String, String> pairs, String key) {
        String value = pairs.getOrDefault(key, "0");
        return value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : 0;
    }

    private static void give(List<Item.Argument> arguments, String key, String value) {
        arguments.add(new Item.Argument(key, new Item.Plain(value)));
    }
}
