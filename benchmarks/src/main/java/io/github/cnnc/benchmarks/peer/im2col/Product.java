package io.github.cnnc.benchmarks.peer.im2col;

/**
 * Adds the product of a few scalars with rows of a panel to four rows of sums: the matrix product's inner loop.
 *
 * <p>C2 vectorises a loop if its indices are the loop's variable and a constant: hence a method for each width, with the width as
 * trip count and as distance of the rows. Tried, GFLOP/s at a width of 256 on JDK 17 / 25: rows in arrays of their own, 4 rows of sums
 * and 2 of the panel 50 / 52, more of either are not vectorised, 9 to 14; rows at constant distance with a variable trip count, 3 x 3 72 / 71, but
 * 14 once the caller's loop is in the method, or a second trip count has been seen; with a constant one 4 x 2 58 / 58, 3 x 3 71 / 74, 4 x 3 75 / 75, 4 x 4 15 / 74.
 */
final class Product {

    /** Rows of sums. */
    static final int ROWS = 4;

    /** Rows of the panel that are added at a time. */
    static final int TAPS = 3;

    private Product() {}

    /**
     * {@code sums[i, *] += s[from + k * step + i] * panel[k, *]} for all k and for i from 0 to 3.
     *
     * @param width one of {@link Block#WIDTHS}
     * @param sums [4, width]
     * @param rows the panel, [k / 3][3, width]
     * @param groups how many times 3 rows the panel has
     * @param step from the scalars of a row to those of the next
     */
    static void add(int width, float[] sums, float[][] rows, int groups, float[] s, int from, int step) {
        int at = from;
        for (int g = 0; g < groups; g++) {
            switch (width) {
                case 512 -> add512(sums, rows[g], s, at, step);
                case 256 -> add256(sums, rows[g], s, at, step);
                case 128 -> add128(sums, rows[g], s, at, step);
                case 64 -> add64(sums, rows[g], s, at, step);
                case 16 -> add16(sums, rows[g], s, at, step);
                default -> throw new IllegalArgumentException("width " + width);
            }
            at += TAPS * step;
        }
    }

    private static void add512(float[] sums, float[] rows, float[] s, int at, int step) {
        float s00 = s[at];
        float s10 = s[at + 1];
        float s20 = s[at + 2];
        float s30 = s[at + 3];
        float s01 = s[at + step];
        float s11 = s[at + step + 1];
        float s21 = s[at + step + 2];
        float s31 = s[at + step + 3];
        float s02 = s[at + 2 * step];
        float s12 = s[at + 2 * step + 1];
        float s22 = s[at + 2 * step + 2];
        float s32 = s[at + 2 * step + 3];
        for (int p = 0; p < 512; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 512];
            float x2 = rows[p + 1024];
            sums[p] = Math.fma(s02, x2, Math.fma(s01, x1, Math.fma(s00, x0, sums[p])));
            sums[p + 512] = Math.fma(s12, x2, Math.fma(s11, x1, Math.fma(s10, x0, sums[p + 512])));
            sums[p + 1024] = Math.fma(s22, x2, Math.fma(s21, x1, Math.fma(s20, x0, sums[p + 1024])));
            sums[p + 1536] = Math.fma(s32, x2, Math.fma(s31, x1, Math.fma(s30, x0, sums[p + 1536])));
        }
    }

    private static void add256(float[] sums, float[] rows, float[] s, int at, int step) {
        float s00 = s[at];
        float s10 = s[at + 1];
        float s20 = s[at + 2];
        float s30 = s[at + 3];
        float s01 = s[at + step];
        float s11 = s[at + step + 1];
        float s21 = s[at + step + 2];
        float s31 = s[at + step + 3];
        float s02 = s[at + 2 * step];
        float s12 = s[at + 2 * step + 1];
        float s22 = s[at + 2 * step + 2];
        float s32 = s[at + 2 * step + 3];
        for (int p = 0; p < 256; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 256];
            float x2 = rows[p + 512];
            sums[p] = Math.fma(s02, x2, Math.fma(s01, x1, Math.fma(s00, x0, sums[p])));
            sums[p + 256] = Math.fma(s12, x2, Math.fma(s11, x1, Math.fma(s10, x0, sums[p + 256])));
            sums[p + 512] = Math.fma(s22, x2, Math.fma(s21, x1, Math.fma(s20, x0, sums[p + 512])));
            sums[p + 768] = Math.fma(s32, x2, Math.fma(s31, x1, Math.fma(s30, x0, sums[p + 768])));
        }
    }

    private static void add128(float[] sums, float[] rows, float[] s, int at, int step) {
        float s00 = s[at];
        float s10 = s[at + 1];
        float s20 = s[at + 2];
        float s30 = s[at + 3];
        float s01 = s[at + step];
        float s11 = s[at + step + 1];
        float s21 = s[at + step + 2];
        float s31 = s[at + step + 3];
        float s02 = s[at + 2 * step];
        float s12 = s[at + 2 * step + 1];
        float s22 = s[at + 2 * step + 2];
        float s32 = s[at + 2 * step + 3];
        for (int p = 0; p < 128; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 128];
            float x2 = rows[p + 256];
            sums[p] = Math.fma(s02, x2, Math.fma(s01, x1, Math.fma(s00, x0, sums[p])));
            sums[p + 128] = Math.fma(s12, x2, Math.fma(s11, x1, Math.fma(s10, x0, sums[p + 128])));
            sums[p + 256] = Math.fma(s22, x2, Math.fma(s21, x1, Math.fma(s20, x0, sums[p + 256])));
            sums[p + 384] = Math.fma(s32, x2, Math.fma(s31, x1, Math.fma(s30, x0, sums[p + 384])));
        }
    }

    private static void add64(float[] sums, float[] rows, float[] s, int at, int step) {
        float s00 = s[at];
        float s10 = s[at + 1];
        float s20 = s[at + 2];
        float s30 = s[at + 3];
        float s01 = s[at + step];
        float s11 = s[at + step + 1];
        float s21 = s[at + step + 2];
        float s31 = s[at + step + 3];
        float s02 = s[at + 2 * step];
        float s12 = s[at + 2 * step + 1];
        float s22 = s[at + 2 * step + 2];
        float s32 = s[at + 2 * step + 3];
        for (int p = 0; p < 64; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 64];
            float x2 = rows[p + 128];
            sums[p] = Math.fma(s02, x2, Math.fma(s01, x1, Math.fma(s00, x0, sums[p])));
            sums[p + 64] = Math.fma(s12, x2, Math.fma(s11, x1, Math.fma(s10, x0, sums[p + 64])));
            sums[p + 128] = Math.fma(s22, x2, Math.fma(s21, x1, Math.fma(s20, x0, sums[p + 128])));
            sums[p + 192] = Math.fma(s32, x2, Math.fma(s31, x1, Math.fma(s30, x0, sums[p + 192])));
        }
    }

    private static void add16(float[] sums, float[] rows, float[] s, int at, int step) {
        float s00 = s[at];
        float s10 = s[at + 1];
        float s20 = s[at + 2];
        float s30 = s[at + 3];
        float s01 = s[at + step];
        float s11 = s[at + step + 1];
        float s21 = s[at + step + 2];
        float s31 = s[at + step + 3];
        float s02 = s[at + 2 * step];
        float s12 = s[at + 2 * step + 1];
        float s22 = s[at + 2 * step + 2];
        float s32 = s[at + 2 * step + 3];
        for (int p = 0; p < 16; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 16];
            float x2 = rows[p + 32];
            sums[p] = Math.fma(s02, x2, Math.fma(s01, x1, Math.fma(s00, x0, sums[p])));
            sums[p + 16] = Math.fma(s12, x2, Math.fma(s11, x1, Math.fma(s10, x0, sums[p + 16])));
            sums[p + 32] = Math.fma(s22, x2, Math.fma(s21, x1, Math.fma(s20, x0, sums[p + 32])));
            sums[p + 48] = Math.fma(s32, x2, Math.fma(s31, x1, Math.fma(s30, x0, sums[p + 48])));
        }
    }
}
