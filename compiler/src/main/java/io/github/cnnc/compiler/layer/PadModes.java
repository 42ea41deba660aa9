package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The argument {@code pad_mode} and its rule. */
final class PadModes {

    static final LayerParameter PARAMETER = LayerParameter.of(
            "pad_mode",
            "",
            new ArgumentType.Word(List.of("zeros", "reflect", "replicate", "circular")),
            "zeros",
            "zeros",
            "what stands in the padding, as PyTorch's padding_mode");

    private PadModes() {}

    /** The mode, if the volume is large enough for it: reflection needs less padding than pixels, wrapping no more. */
    static Optional<PadMode> check(LayerSite site, SlidingWindow window) {
        int columns = Math.max(window.pads().left(), Math.max(window.pads().right(), window.reachRight()));
        int rows = Math.max(window.pads().top(), Math.max(window.pads().bottom(), window.reachBottom()));
        return check(site, window.input(), columns, rows);
    }

    /** As above, for a padding of at most so many columns and rows on a side. */
    static Optional<PadMode> check(LayerSite site, Volume in, int columns, int rows) {
        PadMode mode =
                PadMode.valueOf(site.arguments().get("pad_mode", String.class).toUpperCase(Locale.ROOT));
        int mostColumns = most(mode, in.width());
        int mostRows = most(mode, in.height());
        if (columns <= mostColumns && rows <= mostRows) {
            return Optional.of(mode);
        }
        boolean width = columns > mostColumns;
        site.report(site.problem(
                        Code.CNN033,
                        "the padding is too large for pad_mode=" + mode.name().toLowerCase(Locale.ROOT),
                        "pad_mode",
                        "it has " + (width ? mostColumns + " columns" : mostRows + " rows")
                                + " to take from, the padding is " + (width ? columns : rows))
                .fixedBy(List.of(site.arguments().fix("pad_mode", "replicate", ""))));
        return Optional.empty();
    }

    private static int most(PadMode mode, int size) {
        return switch (mode) {
            case ZEROS, REPLICATE -> Integer.MAX_VALUE;
            case REFLECT -> size - 1;
            case CIRCULAR -> size;
        };
    }
}
