package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.layer.Arguments;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.SlidingWindow;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Call;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks back from a layer whose window does not fit for what made the volume so small: convolutions without padding.
 *
 * @param nodes the network so far
 * @param windows the arguments of its layers with windows, by the number of the node
 */
record Shrinking(List<Node> nodes, Map<Integer, Arguments> windows) {

    /** How far apart the convolutions of one fix may be written, in characters. */
    private static final int WIDEST_FIX = 10_000;

    /**
     * The padding with which the convolutions before a value keep its width and height.
     *
     * @param usual the {@code default CONV(...)} that holds where the layer is written
     */
    Optional<Fix> padded(int value, Optional<Call> usual) {
        Map<Integer, Arguments> found = new TreeMap<>();
        Set<String> paddings = new HashSet<>();
        Optional<SourceFile> file = Optional.empty();
        for (int at = value; at > 0; at = nodes.get(at - 1).inputs().get(0)) {
            Arguments arguments = windows.get(at - 1);
            if (arguments == null || !(nodes.get(at - 1).layer() instanceof Conv conv) || !shrinks(conv.window())) {
                continue;
            }
            Call call = arguments.call();
            if (file.isPresent() && !file.get().equals(call.span().file())) {
                return Optional.empty();
            }
            file = Optional.of(call.span().file());
            found.put(call.span().start(), arguments);
            paddings.add(padding(conv.window()));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String pad = paddings.size() == 1 ? paddings.iterator().next() : "same";
        boolean kernelIsUsual = found.values().stream()
                .allMatch(a -> a.has("kernel")
                        && a.span("kernel").equals(a.call().name().span()));
        return kernelIsUsual && usual.isPresent()
                ? atDefault(usual.get(), pad)
                : atCalls(List.copyOf(found.values()), pad);
    }

    private static boolean shrinks(SlidingWindow window) {
        boolean unpadded = window.pads().left()
                        + window.pads().right()
                        + window.pads().top()
                        + window.pads().bottom()
                == 0;
        boolean odd = window.kernel().width() % 2 == 1 && window.kernel().height() % 2 == 1;
        return unpadded
                && odd
                && window.stride().width() == 1
                && window.stride().height() == 1
                && (window.kernel().width() > 1 || window.kernel().height() > 1);
    }

    private static String padding(SlidingWindow window) {
        int across = window.dilation().width() * (window.kernel().width() - 1) / 2;
        int down = window.dilation().height() * (window.kernel().height() - 1) / 2;
        return across == down ? Integer.toString(across) : across + "x" + down;
    }

    private static Optional<Fix> atDefault(Call usual, String pad) {
        int end = usual.span().end() - 1;
        String text = (usual.arguments().isEmpty() ? "" : ", ") + "pad=" + pad;
        return Optional.of(new Fix(
                "pad=" + pad,
                "in `default " + usual.name() + "`: without it the convolutions shrink the volume",
                usual.span().file().span(end, end),
                text));
    }

    /** All of them in one change, from the first to the last. */
    private static Optional<Fix> atCalls(List<Arguments> convolutions, String pad) {
        List<Fix> each = convolutions.stream()
                .map(a -> a.fix("pad", pad, ""))
                .sorted(Comparator.comparing(f -> f.place().start()))
                .toList();
        SourceFile file = each.get(0).place().file();
        Span place = file.span(
                each.get(0).place().start(), each.get(each.size() - 1).place().end());
        if (place.end() - place.start() > WIDEST_FIX) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        int at = place.start();
        for (Fix fix : each) {
            text.append(file.text(), at, fix.place().start()).append(fix.replacement());
            at = fix.place().end();
        }
        String where = each.size() == 1
                ? "at the convolution in line " + place.line() + ", which shrinks the volume"
                : "at the " + each.size() + " convolutions before it, which shrink the volume";
        return Optional.of(new Fix("pad=" + pad, where, place, text.toString()));
    }
}
