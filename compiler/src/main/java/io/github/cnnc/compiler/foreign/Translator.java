package io.github.cnnc.compiler.foreign;

import io.github.cnnc.compiler.layer.LayerKind;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.layer.LayerParameter;
import io.github.cnnc.compiler.syntax.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says layers of another notation in cnnc's words.
 *
 * @param parts what a text has given names, {@code self.conv1}
 */
record Translator(Map<String, Translation> parts) {

    /** What holds other layers and is none itself. */
    private static final Set<String> CONTAINERS = Set.of(
            "Sequential",
            "ModuleList",
            "OrderedDict",
            "HybridSequential",
            "add",
            "append",
            "add_module",
            "Model",
            "Chain",
            "LayerList");

    private static final Set<String> LABELLED = Set.of("CONV", "FC", "BN", "PReLU");

    /** What a value says; nothing of what is no layer. */
    Translation of(Item item) {
        if (item instanceof Item.Layer layer) {
            return layer(layer);
        }
        return item instanceof Item.Many many
                ? Translation.all(many.items().stream().map(this::of).toList())
                : Translation.NOTHING;
    }

    private Translation layer(Item.Layer layer) {
        if (CONTAINERS.contains(layer.name()) && holdsLayers(layer)) {
            return Translation.all(
                    layer.arguments().stream().map(a -> of(a.value())).toList());
        }
        if (layer.name().equals("Activation") && !layer.arguments().isEmpty()) {
            return activation(layer.arguments().get(0).value());
        }
        if (layer.name().equalsIgnoreCase("ReLU") && (layer.has("negative_slope") || layer.has("max_value"))) {
            return layer(otherReLU(layer));
        }
        Translation before = Translation.NOTHING;
        for (Item.Argument argument : layer.arguments()) {
            if (argument.key().isEmpty() && argument.value() instanceof Item.Layer inner && isLayer(inner)) {
                before = before.then(layer(inner));
            }
        }
        if (isPart(layer)) {
            return before.then(parts.get(layer.name()));
        }
        Optional<Name> name = Dictionary.layer(layer.path(), layer.name());
        if (name.isEmpty()) {
            return before.then(Translation.UNREADABLE);
        }
        return before.then(
                name.get().isLayer()
                        ? new Call(this, layer, name.get()).translation()
                        : absent(layer, name.get().what(), name.get()));
    }

    /** A function that another notation writes as an argument: its name, or a call. */
    private Translation activation(Item value) {
        if (value instanceof Item.Layer call) {
            return layer(call);
        }
        String word = Values.plain(value).replaceAll("^.*[.:]", "");
        return List.of("linear", "None", "identity", "none", "").contains(word)
                ? Translation.NOTHING
                : layer(new Item.Layer("", word, List.of(), ""));
    }

    /** Caffe's ReLU with a slope, Keras's with a largest value. */
    private static Item.Layer otherReLU(Item.Layer layer) {
        boolean six = layer.arguments().stream()
                .anyMatch(a ->
                        a.key().equals("max_value") && Values.plain(a.value()).matches("6(\\.0*)?"));
        String name = layer.has("negative_slope") ? "LeakyReLU" : six ? "ReLU6" : "Clip";
        return new Item.Layer(layer.path(), name, layer.has("negative_slope") ? layer.arguments() : List.of(), "");
    }

    private static boolean holdsLayers(Item.Layer layer) {
        return !layer.name().equals("add") || layer.arguments().stream().anyMatch(a -> a.value() instanceof Item.Layer);
    }

    private static boolean isLayer(Item.Layer layer) {
        return layer.path().equals("self.")
                || CONTAINERS.contains(layer.name())
                || Dictionary.layer(layer.path(), layer.name()).isPresent();
    }

    private boolean isPart(Item.Layer layer) {
        return layer.path().equals("self.") && parts.containsKey(layer.name());
    }

    static boolean isContainer(String name) {
        return CONTAINERS.contains(name) && !name.equals("Model") && !name.equals("Chain");
    }

    private static Translation absent(Item.Layer layer, String what, Name name) {
        return Translation.of(
                new Translation.Absent(layer.path() + layer.name(), what, !name.isOtherwise(), name.nearest()));
    }

    /** One call of a layer that cnnc has. */
    private static final class Call {

        private final Translator translator;
        private final Item.Layer layer;
        private final Name name;
        private final Map<String, Item> given = new LinkedHashMap<>();
        private final List<String> leftOut = new ArrayList<>();
        private final Map<String, String> said = new LinkedHashMap<>();
        private boolean inferred;
        private boolean complete = true;

        Call(Translator translator, Item.Layer layer, Name name) {
            this.translator = translator;
            this.layer = layer;
            this.name = name;
        }

        Translation translation() {
            match();
            if (name.layer().equals("INPUT")) {
                return Optional.ofNullable(given.get("shape"))
                        .flatMap(Values::volume)
                        .map(Translation::entering)
                        .orElse(Translation.UNREADABLE);
            }
            if (given.containsKey("one")
                    && !Values.size(given.get("one"), false).equals(Optional.of("1"))) {
                return absent(
                        layer,
                        "pooling that adapts to any size",
                        new Name("no", List.of(), "", name.layer(), Map.of()));
            }
            name.defaults().forEach(said::put);
            given.forEach(this::say);
            onnxAndCaffe();
            LayerKind kind = LayerKinds.named(name.layer()).orElseThrow();
            for (LayerParameter parameter : kind.signature().parameters()) {
                if (parameter.required() && !said.containsKey(parameter.name())) {
                    said.put(parameter.name(), placeholder(parameter.name()));
                    complete = false;
                }
            }
            String rounded = rounding();
            Translation one = new Translation(
                    Optional.ofNullable(given.get("shape"))
                            .flatMap(Values::volume)
                            .orElse(""),
                    List.of(new Translation.Step(written(kind, ""), written(kind, rounded), label(kind))),
                    List.of(),
                    leftOut,
                    inferred,
                    complete);
            return one.then(following());
        }

        // -- which argument is which --------------------------------------------------------------------------------

        private void match() {
            List<Item.Argument> positional = new ArrayList<>();
            for (int i = 0; i < layer.arguments().size(); i++) {
                Item.Argument argument = layer.arguments().get(i);
                // MATLAB: 'Stride', 2.
                boolean pair = argument.key().isEmpty()
                        && argument.value() instanceof Item.Text
                        && i + 1 < layer.arguments().size()
                        && layer.arguments().get(i + 1).key().isEmpty()
                        && argument(Values.plain(argument.value())).isPresent();
                if (pair) {
                    named(
                            Values.plain(argument.value()),
                            layer.arguments().get(++i).value());
                } else if (argument.key().isEmpty()) {
                    positional.add(argument);
                } else {
                    named(argument.key(), argument.value());
                }
            }
            positional(positional);
        }

        private Optional<String> argument(String key) {
            return Dictionary.argument(name.layer(), key);
        }

        private void named(String key, Item value) {
            Optional<String> argument = argument(key);
            if (argument.isEmpty()) {
                leftOut.add(key);
            } else if (argument.get().equals("-")) {
                inferred |= key.startsWith("in_");
            } else {
                given.putIfAbsent(argument.get(), value);
            }
        }

        private void positional(List<Item.Argument> arguments) {
            List<String> positions = new ArrayList<>(name.positions());
            List<Item> values =
                    new ArrayList<>(arguments.stream().map(Item.Argument::value).toList());
            boolean function = Character.isLowerCase(layer.name().charAt(0));
            values.removeIf(v -> v instanceof Item.Layer);
            if (function && !values.isEmpty() && isData(values.get(0))) {
                values.remove(0);
                if (!positions.isEmpty() && positions.get(0).equals("-")) {
                    // What goes in has been taken away: its place is not another's.
                    positions.remove(0);
                }
            }
            boolean takesInputs = positions.size() > 1
                    && positions.get(0).equals("-")
                    && List.of("filters", "units").contains(positions.get(1));
            boolean kernelToCome = name.layer().equals("CONV")
                    && !given.containsKey("kernel")
                    && !name.defaults().containsKey("kernel");
            int least = kernelToCome ? 3 : 2;
            if (takesInputs && values.size() < least && !given.containsKey("filters") && !given.containsKey("units")) {
                // Too few for PyTorch's order: as Keras has it.
                takesInputs = false;
                positions.remove(0);
            }
            inferred |= takesInputs && !values.isEmpty();
            if (!positions.isEmpty()
                    && positions.get(0).equals("kernel")
                    && name.defaults().containsKey("groups")
                    && values.size() >= 2
                    && larger(values.get(0), values.get(1))) {
                // A depthwise convolution has as many filters as the volume is deep.
                values.remove(0);
            }
            for (int i = 0; i < values.size(); i++) {
                if (i >= positions.size()) {
                    if (!isData(values.get(i))) {
                        leftOut.add(shown(values.get(i)));
                    }
                } else if (!positions.get(i).equals("-")) {
                    given.putIfAbsent(positions.get(i), values.get(i));
                }
            }
        }

        private static boolean larger(Item first, Item second) {
            Optional<String> a = Values.number(first);
            String b = Values.size(second, false).orElse("");
            return a.isPresent()
                    && a.get().matches("[0-9]{1,6}")
                    && b.matches("[0-9]{1,6}(x.*)?")
                    && !name1(b)
                    && Integer.parseInt(a.get()) > Integer.parseInt(b.replaceAll("x.*", ""));
        }

        /** A stride of 1 is no kernel. */
        private static boolean name1(String size) {
            return size.equals("1");
        }

        private static boolean isData(Item item) {
            return item instanceof Item.Plain plain && plain.text().matches("[A-Za-z_%].*");
        }

        private static String shown(Item item) {
            return item instanceof Item.Many ? "a list" : Values.plain(item);
        }

        // -- what an argument says ----------------------------------------------------------------------------------

        private void say(String argument, Item value) {
            Optional<String> text = switch (argument) {
                case "kernel" -> Values.size(value, true);
                case "stride", "dilation", "factor", "to" -> Values.size(value, false);
                case "pad", "crop" -> Values.pad(value);
                case "lrtb" -> Values.leftRightTopBottom(value);
                case "filters" -> Values.number(value);
                case "bias", "count_pad" -> Values.truth(value).map(String::valueOf);
                case "nobias" -> Values.truth(value).map(no -> String.valueOf(!no));
                case "ceil" -> Values.truth(value).map(ceil -> ceil ? "ceil" : "");
                case "pad_mode", "mode" -> Optional.of(Values.plain(value));
                case "label", "shape", "one", "activation", "batch_norm", "pointwise" -> Optional.of("");
                default -> Values.number(value);
            };
            boolean nothing = Values.plain(value).equals("None");
            if (text.isEmpty() && !nothing) {
                complete = false;
            }
            text.filter(t -> !t.isEmpty()).ifPresent(t -> said.put(own(argument), t));
            if (argument.equals("pad")
                    && text.equals(Optional.of("same"))
                    && name.layer().equals("AVGPOOL")) {
                // Keras and TensorFlow: padding never counts.
                said.putIfAbsent("count_pad", "false");
            }
            if (argument.equals("batch_norm") && Values.truth(value).equals(Optional.of(true))) {
                said.put("bias", "false");
            }
        }

        private static String own(String argument) {
            return switch (argument) {
                case "lrtb" -> "pad";
                case "nobias" -> "bias";
                case "ceil" -> "round";
                default -> argument;
            };
        }

        /** ONNX and Caffe slide pools by one pixel where nothing is said, ONNX without its padding. */
        private void onnxAndCaffe() {
            boolean pool = name.layer().equals("POOL") || name.layer().equals("AVGPOOL");
            if (pool && (layer.has("kernel_shape") || layer.path().equals("caffe.")) && !said.containsKey("stride")) {
                said.put("stride", "1");
            }
            if (layer.name().equals("AveragePool")
                    && !said.getOrDefault("pad", "0").equals("0")) {
                said.putIfAbsent("count_pad", "false");
            }
        }

        private static String placeholder(String parameter) {
            return switch (parameter) {
                case "filters" -> "K";
                case "kernel" -> "FxF";
                default -> parameter;
            };
        }

        // -- how it is written --------------------------------------------------------------------------------------

        /** How a stride that does not divide is met; empty where every stride fits, or it is said. */
        private String rounding() {
            boolean pool = name.layer().equals("POOL") || name.layer().equals("AVGPOOL");
            boolean strided = pool
                    || name.layer().equals("CONV")
                            && !said.getOrDefault("stride", "1").equals("1");
            if (!strided
                    || said.containsKey("round")
                    || said.getOrDefault("pad", "0").equals("same")) {
                return "";
            }
            return pool && layer.path().equals("caffe.") ? "ceil" : "floor";
        }

        private String written(LayerKind kind, String rounding) {
            Map<String, String> all = new LinkedHashMap<>(said);
            if (!rounding.isEmpty()) {
                all.put("round", rounding);
            }
            if (all.getOrDefault("pad", "0").equals("0")) {
                all.remove("count_pad");
            }
            List<String> arguments = new ArrayList<>();
            boolean unbroken = true;
            for (int i = 0; i < kind.signature().parameters().size(); i++) {
                LayerParameter parameter = kind.signature().parameters().get(i);
                String value = all.get(parameter.name());
                boolean kernel = parameter.name().equals("kernel");
                if (value == null || isDefault(parameter, value, all) && !kernel) {
                    // A filter's size is always shown.
                    if (kernel && name.layer().equals("CONV") && value == null) {
                        arguments.add("3x3");
                    } else {
                        unbroken = false;
                    }
                    continue;
                }
                boolean bare = unbroken
                        && (i == 0 && !parameter.name().equals("eps")
                                || kernel
                                || name.layer().equals("SLICE"));
                arguments.add(bare ? value : parameter.name() + "=" + value);
                unbroken &= bare;
            }
            String layerName = kind.signature().name();
            return arguments.isEmpty() ? layerName : layerName + "(" + String.join(", ", arguments) + ")";
        }

        private boolean isDefault(LayerParameter parameter, String value, Map<String, String> all) {
            if (parameter.required()) {
                return false;
            }
            if (parameter.name().equals("stride") && !name.layer().equals("CONV")) {
                String kernel = all.getOrDefault("kernel", "2x2");
                return kernel.equals(value) || kernel.equals(value + "x" + value);
            }
            if (value.equals(parameter.shown()) || value.equals("None")) {
                return true;
            }
            try {
                return Double.parseDouble(value) == Double.parseDouble(parameter.shown());
            } catch (NumberFormatException e) {
                return false;
            }
        }

        private String label(LayerKind kind) {
            String label = given.containsKey("label") ? Values.plain(given.get("label")) : layer.label();
            boolean usable = label.matches("[A-Za-z_][A-Za-z0-9_]{0,60}")
                    && !Words.isReserved(label)
                    && LABELLED.contains(kind.signature().name());
            return usable ? " @" + label : "";
        }

        /** The layers that other notations write as arguments. */
        private Translation following() {
            Translation all = Translation.NOTHING;
            if (given.containsKey("pointwise")) {
                String filters = Values.number(given.get("pointwise")).orElse("K");
                String text = "CONV(" + filters + ", 1x1)";
                all = all.then(Translation.of(new Translation.Step(text, text, "")));
            }
            if (given.containsKey("batch_norm")
                    && Values.truth(given.get("batch_norm")).equals(Optional.of(true))) {
                all = all.then(Translation.of(new Translation.Step("BN", "BN", "")));
            }
            if (given.containsKey("activation")) {
                all = all.then(translator.activation(given.get("activation")));
            }
            return all;
        }
    }
}
