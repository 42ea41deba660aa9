package io.github.cnnc.cli;

import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
final class Figures {

    private Figures() {}

    /** {@code 138,357,544}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 12.3 MB}; a KB is 1,024 bytes. */
    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes / 1024.0;
        String[] units = {"KB", "MB", "GB", "TB", "PB", "EB"};
        int unit = 0;
        // What would be shown as 1,024.0 is 1.0 of the next unit.
        while (size >= 1023.95 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }

    /** A probability or score with four decimals; where those would hide it, with an exponent. */
    static String score(float score) {
        if (Float.isNaN(score) || Float.isInfinite(score)) {
            return Float.toString(score);
        }
        return String.format(Locale.ROOT, Math.abs(score) < 1e7 ? "%.4f" : "%.4e", score);
    }
}
