package io.github.cnnc.runtime;

import java.util.List;
import java.util.OptionalInt;

/** Counts of elements that come from outside. */
final class Shapes {

    /** The longest array a JVM allocates. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private Shapes() {}

    /** The product of sizes, none of them negative; empty where no array is long enough. */
    static OptionalInt size(List<Integer> shape) {
        if (shape.contains(0)) {
            return OptionalInt.of(0);
        }
        long size = 1;
        for (int extent : shape) {
            // Both factors are below 2^31: no overflow.
            size *= extent;
            if (size > MOST) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of((int) size);
    }
}
