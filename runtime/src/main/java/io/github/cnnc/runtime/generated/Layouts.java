package io.github.cnnc.runtime.generated;

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
     * Packs filters tap by tap, so that a kernel that computes all filters of a group at once has the weights of a few taps in an
     * array of their own: [groups][filters][depth][window] becomes [groups][runs][arrays][taps][pitch], the taps of a group in the
     * order window, depth.
     *
     * @param filters the filters of one group
     * @param depth channels of one filter
     * @param window taps of one channel
     * @param run consecutive taps whose arrays hold no others; divides all taps
     * @param taps taps of an array, but for the last of a run, which has what is over
     * @param pitch floats from one tap to the next, at least {@code filters}; what is over is 0
     */
    public static float[][] tapRows(
            float[] weights, int groups, int filters, int depth, int window, int run, int taps, int pitch) {
        int all = Math.multiplyExact(depth, window);
        float[][] rows = rows(Math.multiplyExact(groups, all) / run, run, taps, pitch);
        int arrays = (run + taps - 1) / taps;
        for (int g = 0; g < groups; g++) {
            for (int f = 0; f < filters; f++) {
                int from = (g * filters + f) * all;
                for (int c = 0; c < depth; c++) {
                    for (int i = 0; i < window; i++) {
                        int tap = g * all + i * depth + c;
                        int own = tap % run;
                        rows[tap / run * arrays + own / taps][own % taps * pitch + f] = weights[from + c * window + i];
                    }
                }
            }
        }
        return rows;
    }

    /** The arrays of {@link #tapRows}, of {@code runs} runs. */
    static float[][] rows(int runs, int run, int taps, int pitch) {
        int arrays = (run + taps - 1) / taps;
        float[][] rows = new float[Math.multiplyExact(runs, arrays)][];
        for (int i = 0; i < rows.length; i++) {
            int own = Math.min(taps, run - i % arrays * taps);
            rows[i] = new float[Math.multiplyExact(own, pitch)];
        }
        return rows;
    }

    /** [rows][columns] becomes [columns][room] with all rows {@code times} over, what is over is 0. */
    public static float[] repeated(float[] matrix, int rows, int columns, int times, int room) {
        float[] repeated = new float[Math.multiplyExact(columns, room)];
        for (int c = 0; c < columns; c++) {
            for (int i = 0; i < times * rows; i++) {
                repeated[c * room + i] = matrix[i % rows * columns + c];
            }
        }
        return repeated;
    }

    /**
     * Packs filters in tiles for vectors: [groups][filters][depth][height][width] becomes [groups][tiles][taps][tile], the
     * last tile of a group overlapping the one before. Strides say in which order the taps come: tap (c, h, w) is at {@code c *
     * channel + h * row + w * column}.
     *
     * @param filters the filters of one group; where they are fewer than {@code tile}, what is over is 0
     * @param depth channels of one filter
     */
    public static float[] vectorTiles(
            float[] weights,
            int groups,
            int filters,
            int depth,
            int height,
            int width,
            int tile,
            int channel,
            int row,
            int column) {
        int taps = depth * height * width;
        int tiles = (filters + tile - 1) / tile;
        float[] packed = new float[Math.multiplyExact(Math.multiplyExact(groups * tiles, tile), taps)];
        for (int t = 0; t < groups * tiles; t++) {
            int first = t / tiles * filters + Math.max(0, Math.min(t % tiles * tile, filters - tile));
            for (int c = 0; c < depth; c++) {
                for (int h = 0; h < height; h++) {
                    for (int w = 0; w < width; w++) {
                        int from = first * taps + (c * height + h) * width + w;
                        int to = (t * taps + c * channel + h * row + w * column) * tile;
                        for (int f = 0; f < Math.min(tile, filters); f++) {
                            packed[to + f] = weights[from + f * taps];
                        }
                    }
                }
            }
        }
        return packed;
    }

    /** [rows][columns] becomes [columns][room], what is over is 0; {@code room} is at least {@code rows}. */
    public static float[] transposed(float[] matrix, int rows, int columns, int room) {
        float[] transposed = new float[Math.multiplyExact(columns, room)];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                transposed[c * room + r] = matrix[r * columns + c];
            }
        }
        return transposed;
    }
}
