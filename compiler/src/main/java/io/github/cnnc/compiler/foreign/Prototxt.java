package io.github.cnnc.compiler.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what Caffe writes: {@code layer { type: "Convolution" convolution_param { num_output: 64 } }}, or a part of it. */
record Prototxt(String text, List<Sign> signs) {

    private static final int DEEPEST = 20;

    private static final Set<String> NOT_SAID =
            Set.of("weight_filler", "bias_filler", "param", "include", "exclude", "transform_param", "loss_param");

    /** What a part in braces is called where no {@code type} stands. */
    private static String type(String part) {
        return switch (part) {
            case "convolution_param" -> "Convolution";
            case "pooling_param" -> "Pooling";
            case "inner_product_param" -> "InnerProduct";
            case "dropout_param" -> "Dropout";
            case "lrn_param" -> "LRN";
            case "relu_param" -> "ReLU";
            case "batch_norm_param" -> "BatchNorm";
            case "eltwise_param" -> "Eltwise";
            case "concat_param" -> "Concat";
            case "input_param" -> "Input";
            default -> "";
        };
    }

    /** The layer that begins at a sign. */
    Optional<Reader.Read<Item.Layer>> layer(int from) {
        if (!signs.get(from).isWord()) {
            return Optional.empty();
        }
        Fields fields = new Fields();
        int at = from;
        if (isBlock(at)) {
            String word = signs.get(at).text();
            boolean whole = word.equals("layer") || word.equals("layers");
            if (!whole && type(word).isEmpty() || whole && !isField(at + 2) && !isBlock(at + 2)) {
                return Optional.empty();
            }
            at = body(at + 2, fields, 0);
            if (at < 0) {
                return Optional.empty();
            }
            fields.type = fields.type.isEmpty() ? type(word) : fields.type;
        } else {
            at = loose(at, fields);
        }
        return at > from ? fields.layer().map(l -> new Reader.Read<>(l, end(l, from))) : Optional.empty();
    }

    /** Fields that stand alone. */
    private int loose(int from, Fields fields) {
        int at = from;
        while (isField(at)
                && (Dictionary.isArgument(signs.get(at).text())
                        || isOwn(signs.get(at).text()))) {
            fields.add(signs.get(at).text(), value(at + 2));
            at += 3;
        }
        return at;
    }

    private int end(Item.Layer layer, int from) {
        return isBlock(from) ? body(from + 2, new Fields(), 0) : loose(from, new Fields());
    }

    private static boolean isOwn(String key) {
        return Set.of("type", "name", "bottom", "top", "pool").contains(key);
    }

    private boolean isBlock(int at) {
        return at + 1 < signs.size()
                && signs.get(at).isWord()
                && signs.get(at + 1).is("{");
    }

    private boolean isField(int at) {
        return at + 2 < signs.size()
                && signs.get(at).isWord()
                && signs.get(at + 1).is(":")
                && !signs.get(at + 2).is(":")
                && !signs.get(at + 2).is("{");
    }

    /** Reads fields up to the closing brace; the index behind it, or -1. */
    private int body(int from, Fields fields, int depth) {
        int at = from;
        while (at < signs.size() && depth < DEEPEST) {
            if (signs.get(at).is("}")) {
                return at + 1;
            }
            if (isField(at)) {
                fields.add(signs.get(at).text(), value(at + 2));
                at += 3;
                continue;
            }
            int open = at + 1 < signs.size() && signs.get(at + 1).is(":") ? at + 2 : at + 1;
            if (!signs.get(at).isWord()
                    || open >= signs.size()
                    || !signs.get(open).is("{")) {
                return -1;
            }
            String part = signs.get(at).text();
            at = body(open + 1, NOT_SAID.contains(part) ? new Fields() : fields, depth + 1);
            if (at < 0) {
                return -1;
            }
        }
        return -1;
    }

    private Item value(int at) {
        Sign sign = signs.get(at);
        return sign.kind() == Sign.Kind.STRING ? new Item.Text(sign.text()) : new Item.Plain(sign.text());
    }

    /** What a layer says, whatever part of it says so. */
    private static final class Fields {
        private String type = "";
        private String label = "";
        private String pool = "MAX";
        private boolean global;
        private final List<Item> dims = new ArrayList<>();
        private final List<Item.Argument> arguments = new ArrayList<>();

        void add(String key, Item value) {
            switch (key) {
                case "type" -> type = type.isEmpty() ? Values.plain(value) : type;
                case "name" -> label = Values.plain(value);
                case "pool" -> pool = Values.plain(value);
                case "global_pooling" -> global = Values.truth(value).orElse(false);
                case "dim" -> dims.add(value);
                case "bottom", "top", "kernel_w", "stride_w", "pad_w" -> {}
                case "kernel_h" -> arguments.add(new Item.Argument("kernel_size", value));
                case "stride_h" -> arguments.add(new Item.Argument("stride", value));
                case "pad_h" -> arguments.add(new Item.Argument("pad", value));
                default -> arguments.add(new Item.Argument(key, value));
            }
        }

        Optional<Item.Layer> layer() {
            String name = type.toUpperCase(Locale.ROOT).equals(type) ? type.replace("_", "") : type;
            if (name.isEmpty()) {
                name = has("kernel_size") || has("num_output") ? "Convolution" : "";
            }
            if (name.equalsIgnoreCase("pooling")) {
                boolean max = pool.equals("MAX");
                name = global ? max ? "GlobalMaxPool" : "GlobalAvgPool" : max ? "MaxPool2D" : "AvgPool2D";
            }
            if (dims.size() == 4) {
                arguments.add(
                        new Item.Argument("shape", new Item.Many(List.of(dims.get(2), dims.get(3), dims.get(1)))));
            }
            return name.isEmpty() || Dictionary.layer("", name).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Item.Layer("caffe.", name, arguments, label));
        }

        private boolean has(String key) {
            return arguments.stream().anyMatch(a -> a.key().equals(key));
        }
    }
}
