package io.github.cnnc.runtime;

/** Rearranges weights at load, for generated classes. */
public final class Layouts {

    private Layouts() {}

    /**
     * Packs filters tile by tile, so that a kernel that computes {@code tile} filters at once reads its weights in
     * order: [groups][filters][taps] becomes [groups][tiles][taps][tile]. Where the tiles do not fit, the last one of a
     * group overlaps the one before.
     *
     * @param filters the filters of one group, at least {@code tile}
     * @param taps the weights of one filter
     */
    public static float[] filterTiles(float[] weights, int groups, int filters, int taps, int tile) {
        int tiles = (filters + tile - 1) / tile;
        float[] packed = new float[Math.multiplyExact(Math.multiplyExact(groups * tiles, tile), taps)];
        int to = 0;
        for (int g = 0; g < groups; g++) {
            for (int t = 0; t < tiles; t++) {
                int first = g * filters + Math.min(t * tile, filters - tile);
                for (int tap = 0; tap < taps; tap++) {
                    for (int f = 0; f < tile; f++) {
                        packed[to++] = weights[(first + f) * taps + tap];
                    }
                }
            }
        }
        return packed;
    }

    /**
     * Packs filters tap by tap, so that a kernel that computes all filters of a group at once has the weights of each tap in
     * an array of its own: [groups][filters][taps] becomes [groups * taps][filters].
     *
     * @param filters the filters of one group
     * @param taps the weights of one filter
     */
    public static float[][] tapRows(float[] weights, int groups, int filters, int taps) {
        float[][] rows = new float[Math.multiplyExact(groups, taps)][filters];
        for (int g = 0; g < groups; g++) {
            for (int f = 0; f < filters; f++) {
                for (int tap = 0; tap < taps; tap++) {
                    rows[g * taps + tap][f] = weights[(g * filters + f) * taps + tap];
                }
            }
        }
        return rows;
    }
}
