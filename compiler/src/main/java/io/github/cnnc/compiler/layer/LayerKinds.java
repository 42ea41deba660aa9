package io.github.cnnc.compiler.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every kind of layer that can be written in a chain, by name. */
public final class LayerKinds {

    private static final List<LayerKind> ALL = List.of(
            Conv.KIND,
            Pool.MAX,
            Pool.AVERAGE,
            GlobalAverage.KIND,
            GlobalMax.KIND,
            Dense.KIND,
            Activated.RELU,
            Activated.LEAKY_RELU,
            Activated.SIGMOID,
            Activated.TANH,
            Activated.RELU6,
            Activated.ELU,
            Activated.SELU,
            Activated.GELU,
            Activated.SILU,
            Activated.HARD_SIGMOID,
            Activated.HARD_SWISH,
            Activated.SOFTPLUS,
            PRelu.KIND,
            Softmax.KIND,
            BatchNorm.KIND,
            ResponseNorm.KIND,
            Filter.KIND,
            Pad.KIND,
            Crop.KIND,
            Upsample.KIND,
            Shuffle.KIND,
            Slice.KIND,
            PassThrough.FLATTEN,
            PassThrough.DROPOUT,
            PassThrough.ID);

    private static final Map<String, LayerKind> BY_NAME = new LinkedHashMap<>();

    static {
        for (LayerKind kind : ALL) {
            BY_NAME.put(kind.signature().name().toLowerCase(Locale.ROOT), kind);
        }
    }

    private LayerKinds() {}

    /** All kinds, in the order of the reference. */
    public static List<LayerKind> all() {
        return ALL;
    }

    /** Whether some argument takes this word, as {@code pad=same} does. */
    public static boolean isWord(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .flatMap(kind -> kind.signature().parameters().stream())
                .anyMatch(parameter -> parameter.type().words().contains(wanted));
    }

    /** The kind of this name, in any case. */
    public static Optional<LayerKind> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
