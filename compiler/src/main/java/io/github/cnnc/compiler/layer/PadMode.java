package io.github.cnnc.compiler.layer;

/** What stands in the padding around a volume; the names are PyTorch's {@code padding_mode}. */
public enum PadMode {
    /** Zeros. */
    ZEROS,
    /** The volume mirrored at its edge, the edge itself not repeated: d c b | a b c d | c b a. */
    REFLECT,
    /** The edge repeated: a a a | a b c d | d d d. */
    REPLICATE,
    /** The volume wrapped around: b c d | a b c d | a b c. */
    CIRCULAR;

    /**
     * The place inside 0..size-1 that position {@code i} shows, or -1 where it shows a zero.
     *
     * @param i from -size+1 to 2 size-2 for REFLECT, -size to 2 size-1 for CIRCULAR, any for the others
     */
    public int source(int i, int size) {
        if (i >= 0 && i < size) {
            return i;
        }
        return switch (this) {
            case ZEROS -> -1;
            case REFLECT -> i < 0 ? -i : 2 * (size - 1) - i;
            case REPLICATE -> i < 0 ? 0 : size - 1;
            case CIRCULAR -> Math.floorMod(i, size);
        };
    }
}
