package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Fix;
import java.util.ArrayList;
import java.util.List;

/** What divides a depth, where something else does not. */
final class Divisors {

    /** The numbers that are tried in each direction. */
    private static final int MOST_CANDIDATES = 4096;

    private Divisors() {}

    /** An argument as the nearest divisors of the depth, below and above. */
    static List<Fix> nearest(LayerSite site, String argument, int value, int depth) {
        List<Fix> fixes = new ArrayList<>();
        int below = Math.min(value - 1, depth);
        for (int divisor = below; divisor >= 1 && below - divisor < MOST_CANDIDATES; divisor--) {
            if (depth % divisor == 0) {
                fixes.add(site.arguments().fix(argument, Integer.toString(divisor), ""));
                break;
            }
        }
        for (int divisor = value + 1; divisor <= depth && divisor - value <= MOST_CANDIDATES; divisor++) {
            if (depth % divisor == 0) {
                fixes.add(site.arguments().fix(argument, Integer.toString(divisor), ""));
                break;
            }
        }
        return fixes;
    }
}
