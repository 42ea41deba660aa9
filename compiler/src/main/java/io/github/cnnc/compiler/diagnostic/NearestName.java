package io.github.cnnc.compiler.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name someone probably meant. */
public final class NearestName {

    /** Names as short as this have as many letters as they have meaning: only their case may be wrong. */
    private static final int SHORT = 2;

    private NearestName() {}

    /**
     * The candidate nearest to a name, if any is near: at most a third of its letters to change (case does not count;
     * of one or two letters none may change),
     * by the optimal string alignment distance (Damerau 1964).
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        if (name.length() > 100) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        int limit = name.length() <= SHORT ? 0 : Math.max(1, name.length() / 3);
        return candidates.stream()
                .filter(c -> Math.abs(c.length() - name.length()) <= limit)
                .filter(c -> distance(wanted, c.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt(c -> distance(wanted, c.toLowerCase(Locale.ROOT))));
    }

    /** " (did you mean `x`?)" or nothing. */
    public static String hint(String name, Collection<String> candidates) {
        return to(name, candidates)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("");
    }

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
