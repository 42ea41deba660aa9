package io.github.cnnc.compiler.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A constant kernel for one channel.
 *
 * @param name one of the lecture's, or empty for a matrix
 * @param rows taps, top row first
 */
public record Stencil(String name, List<List<Double>> rows) {

    /** The largest divisor that is looked for, and the largest matrix it is looked for in. */
    private static final int MOST_DIVISOR = 1024;

    private static final int MOST_TAPS = 121;

    private static final Map<String, Stencil> CLASSIC = classic();

    public Stencil {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The lecture's eight kernels, in its order. {@code edge} is {@code edge1}. */
    private static Map<String, Stencil> classic() {
        Map<String, Stencil> all = new LinkedHashMap<>();
        add(all, "identity", 1, 0, 0, 0, 0, 1, 0, 0, 0, 0);
        add(all, "edge", 1, 1, 0, -1, 0, 0, 0, -1, 0, 1);
        add(all, "edge1", 1, 1, 0, -1, 0, 0, 0, -1, 0, 1);
        add(all, "edge2", 1, 0, 1, 0, 1, -4, 1, 0, 1, 0);
        add(all, "edge3", 1, -1, -1, -1, -1, 8, -1, -1, -1, -1);
        add(all, "sharpen", 1, 0, -1, 0, -1, 5, -1, 0, -1, 0);
        add(all, "box_blur", 9, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        add(all, "gaussian_blur", 16, 1, 2, 1, 2, 4, 2, 1, 2, 1);
        return all;
    }

    private static void add(Map<String, Stencil> all, String name, double divisor, double... taps) {
        all.put(
                name,
                new Stencil(
                        name,
                        List.of(
                                List.of(taps[0] / divisor, taps[1] / divisor, taps[2] / divisor),
                                List.of(taps[3] / divisor, taps[4] / divisor, taps[5] / divisor),
                                List.of(taps[6] / divisor, taps[7] / divisor, taps[8] / divisor))));
    }

    /** The names of the classic kernels. */
    public static List<String> names() {
        return List.copyOf(CLASSIC.keySet());
    }

    /** The classic kernel of this name. */
    public static Optional<Stencil> named(String name) {
        return Optional.ofNullable(CLASSIC.get(name));
    }

    /** Columns and rows. */
    public Pair size() {
        return new Pair(rows.get(0).size(), rows.size());
    }

    /** The name, or the matrix as it would be written: {@code [[0, 1, 0]]}, {@code 1/9*[[1, 1, 1]]}. */
    @Override
    public String toString() {
        if (!name.isEmpty()) {
            return name;
        }
        int divisor = divisor();
        String matrix = rows.stream()
                .map(row -> row.stream()
                        .map(tap -> text(divisor == 1 ? tap : Math.rint(tap * divisor)))
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
        return divisor == 1 ? matrix : "1/" + divisor + "*" + matrix;
    }

    /** The smallest number by which all taps are whole, so that {@code 1/number} times these are the taps; else 1. */
    private int divisor() {
        if ((long) size().width() * size().height() > MOST_TAPS) {
            return 1;
        }
        return IntStream.rangeClosed(1, MOST_DIVISOR)
                .filter(n -> rows.stream().flatMap(List::stream).allMatch(tap -> 1.0 / n * Math.rint(tap * n) == tap))
                .findFirst()
                .orElse(1);
    }

    private static String text(double tap) {
        return tap == Math.rint(tap) && Math.abs(tap) < 1e15 ? Long.toString((long) tap) : Double.toString(tap);
    }
}
