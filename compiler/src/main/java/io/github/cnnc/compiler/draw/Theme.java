package io.github.cnnc.compiler.draw;

/**
 * The colours of a picture, as {@code 0xRRGGBB}.
 *
 * @param background of the page
 * @param ink titles and texts of layers
 * @param faint volumes, legend, subtitle
 * @param wire lines and arrows
 */
public record Theme(int background, int ink, int faint, int wire) {

    /** For a white slide. */
    public static final Theme LIGHT = new Theme(0xffffff, 0x1b2430, 0x5b6675, 0x6b7685);

    /** For a dark slide. */
    public static final Theme DARK = new Theme(0x14181f, 0xf2f4f7, 0xaab4c0, 0x8894a3);

    /** The colour of a kind of layer; the same in every theme, so that slides agree. */
    int colour(Kind kind) {
        return switch (kind) {
            case INPUT -> 0xaab6c4;
            case CONV -> 0x5b9bea;
            case POOL -> 0xef6f6c;
            case FC -> 0x9b80df;
            case SOFTMAX -> 0x43b88c;
            case OTHER -> 0xc2a27c;
            case NORM -> 0x2bb6c4;
            case ACTIVATION -> 0xf5a524;
            case DROPOUT -> 0xc9ced6;
        };
    }

    /** A colour on its way to another, the share of 1 being the other. */
    static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= (int) Math.round(a + (b - a) * share) << shift;
        }
        return mixed;
    }
}
