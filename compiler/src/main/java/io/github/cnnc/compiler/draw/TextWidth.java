package io.github.cnnc.compiler.draw;

/**
 * How wide words are, estimated: Helvetica's advance widths (Adobe Font Metrics), which Arial and Liberation Sans share.
 *
 * <p>A machine's own fonts are not asked, or the same network would look different elsewhere.
 */
final class TextWidth {

    /** Thousandths of the font size, from the space to the tilde. */
    private static final int[] ASCII = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
                556, 556,
        556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
                722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556,
                278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334,
                584
    };

    /** What a character outside the table may take: that of a Chinese one. */
    private static final int WIDEST = 1000;

    /** A viewer's font other than Helvetica: DejaVu Sans is as much wider. */
    private static final double MARGIN = 1.15;

    /** Bold letters of DejaVu Sans. */
    private static final double BOLD_MARGIN = 1.27;

    private TextWidth() {}

    /** The width of a text in a style, in the unit of its size. */
    static double of(String text, Shape.Style style) {
        long thousandths = text.codePoints()
                .mapToLong(c -> c >= ' ' && c <= '~' ? ASCII[c - ' '] : WIDEST)
                .sum();
        return thousandths * style.size() * (style.bold() ? BOLD_MARGIN : MARGIN) / 1000;
    }

    /** The text, or its beginning with an ellipsis where it has more characters. */
    static String shortened(String text, int characters) {
        int[] codes = text.codePoints().limit(characters + 1L).toArray();
        return codes.length <= characters ? text : new String(codes, 0, characters - 1) + "\u2026";
    }
}
