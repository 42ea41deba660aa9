package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.layer.Activated;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Filter;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.Pair;
import io.github.cnnc.compiler.layer.Pool;
import io.github.cnnc.compiler.layer.Slice;
import io.github.cnnc.compiler.layer.SlidingWindow;
import java.util.Locale;

/** How a layer is drawn and what is written at it: the words of papers and slides, {@code 3x3 conv, /2}; how many filters the volume says, its depth. */
record LayerWords(Kind kind, String text) {

    static LayerWords of(Layer layer) {
        if (layer instanceof Conv conv) {
            return new LayerWords(Kind.CONV, conv(conv));
        }
        if (layer instanceof Pool pool) {
            return new LayerWords(Kind.POOL, pool(pool));
        }
        if (layer instanceof Filter filter) {
            return new LayerWords(Kind.OTHER, filter(filter));
        }
        if (layer instanceof Slice slice) {
            return new LayerWords(Kind.OTHER, "part " + slice.part() + " of " + slice.parts());
        }
        if (layer instanceof Activated) {
            return new LayerWords(Kind.ACTIVATION, layer.kind());
        }
        // By name, so that a layer this package has never heard of is drawn, too.
        return switch (layer.kind()) {
            case "FC" -> new LayerWords(Kind.FC, "FC");
            case "SOFTMAX" -> new LayerWords(Kind.SOFTMAX, "softmax");
            case "GAP" -> new LayerWords(Kind.POOL, "global avg pool");
            case "GMP" -> new LayerWords(Kind.POOL, "global max pool");
            case "BN", "LRN" -> new LayerWords(Kind.NORM, layer.kind());
            case "PReLU" -> new LayerWords(Kind.ACTIVATION, layer.kind());
            case "DROPOUT" -> new LayerWords(Kind.DROPOUT, "dropout");
            default -> new LayerWords(Kind.OTHER, layer.kind().toLowerCase(Locale.ROOT));
        };
    }

    private static String conv(Conv conv) {
        SlidingWindow window = conv.window();
        int depth = window.input().depth();
        boolean depthwise = conv.groups() > 1 && conv.groups() == depth;
        return window.kernel()
                + (depthwise ? " depthwise" : " conv")
                + stride(window.stride())
                + (window.dilation().equals(Pair.square(1))
                        ? ""
                        : ", dilation " + window.dilation().brief())
                + (conv.groups() == 1 || depthwise ? "" : ", " + conv.groups() + " groups");
    }

    /** {@code gaussian blur}; a matrix of one's own has no name. */
    private static String filter(Filter filter) {
        String name = filter.kernel().toString();
        return name.startsWith("[") ? filter.window().kernel() + " filter" : name.replace('_', ' ');
    }

    private static String pool(Pool pool) {
        SlidingWindow window = pool.window();
        return window.kernel() + (pool.max() ? " max pool" : " avg pool") + stride(window.stride());
    }

    /** As He et al. 2016 write it in their figure 3; without it the stride is 1, for pools too. */
    private static String stride(Pair stride) {
        return stride.equals(Pair.square(1)) ? "" : ", /" + stride.brief();
    }
}
