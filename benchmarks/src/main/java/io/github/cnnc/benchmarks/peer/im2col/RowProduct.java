package io.github.cnnc.benchmarks.peer.im2col;

/** {@link Product} for a single row of sums: fully connected layers and depthwise convolutions. */
final class RowProduct {

    /** Rows of the panel that are added at a time. */
    static final int TAPS = 9;

    private RowProduct() {}

    /**
     * {@code sums[*] += s[from + k] * panel[k, *]} for all k.
     *
     * @param width one of {@link Block#WIDTHS}
     * @param sums [width]
     * @param rows the panel, [k / 9][9, width]
     * @param groups how many times 9 rows the panel has
     */
    static void add(int width, float[] sums, float[][] rows, int groups, float[] s, int from) {
        int at = from;
        for (int g = 0; g < groups; g++) {
            switch (width) {
                case 512 -> add512(sums, rows[g], s, at);
                case 256 -> add256(sums, rows[g], s, at);
                case 128 -> add128(sums, rows[g], s, at);
                case 64 -> add64(sums, rows[g], s, at);
                case 16 -> add16(sums, rows[g], s, at);
                default -> throw new IllegalArgumentException("width " + width);
            }
            at += TAPS;
        }
    }

    private static void add512(float[] sums, float[] rows, float[] s, int at) {
        float s0 = s[at];
        float s1 = s[at + 1];
        float s2 = s[at + 2];
        float s3 = s[at + 3];
        float s4 = s[at + 4];
        float s5 = s[at + 5];
        float s6 = s[at + 6];
        float s7 = s[at + 7];
        float s8 = s[at + 8];
        for (int p = 0; p < 512; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 512];
            float x2 = rows[p + 1024];
            float x3 = rows[p + 1536];
            float x4 = rows[p + 2048];
            float x5 = rows[p + 2560];
            float x6 = rows[p + 3072];
            float x7 = rows[p + 3584];
            float x8 = rows[p + 4096];
            sums[p] = Math.fma(
                    s8,
                    x8,
                    Math.fma(
                            s7,
                            x7,
                            Math.fma(
                                    s6,
                                    x6,
                                    Math.fma(
                                            s5,
                                            x5,
                                            Math.fma(
                                                    s4,
                                                    x4,
                                                    Math.fma(
                                                            s3,
                                                            x3,
                                                            Math.fma(
                                                                    s2,
                                                                    x2,
                                                                    Math.fma(s1, x1, Math.fma(s0, x0, sums[p])))))))));
        }
    }

    private static void add256(float[] sums, float[] rows, float[] s, int at) {
        float s0 = s[at];
        float s1 = s[at + 1];
        float s2 = s[at + 2];
        float s3 = s[at + 3];
        float s4 = s[at + 4];
        float s5 = s[at + 5];
        float s6 = s[at + 6];
        float s7 = s[at + 7];
        float s8 = s[at + 8];
        for (int p = 0; p < 256; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 256];
            float x2 = rows[p + 512];
            float x3 = rows[p + 768];
            float x4 = rows[p + 1024];
            float x5 = rows[p + 1280];
            float x6 = rows[p + 1536];
            float x7 = rows[p + 1792];
            float x8 = rows[p + 2048];
            sums[p] = Math.fma(
                    s8,
                    x8,
                    Math.fma(
                            s7,
                            x7,
                            Math.fma(
                                    s6,
                                    x6,
                                    Math.fma(
                                            s5,
                                            x5,
                                            Math.fma(
                                                    s4,
                                                    x4,
                                                    Math.fma(
                                                            s3,
                                                            x3,
                                                            Math.fma(
                                                                    s2,
                                                                    x2,
                                                                    Math.fma(s1, x1, Math.fma(s0, x0, sums[p])))))))));
        }
    }

    private static void add128(float[] sums, float[] rows, float[] s, int at) {
        float s0 = s[at];
        float s1 = s[at + 1];
        float s2 = s[at + 2];
        float s3 = s[at + 3];
        float s4 = s[at + 4];
        float s5 = s[at + 5];
        float s6 = s[at + 6];
        float s7 = s[at + 7];
        float s8 = s[at + 8];
        for (int p = 0; p < 128; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 128];
            float x2 = rows[p + 256];
            float x3 = rows[p + 384];
            float x4 = rows[p + 512];
            float x5 = rows[p + 640];
            float x6 = rows[p + 768];
            float x7 = rows[p + 896];
            float x8 = rows[p + 1024];
            sums[p] = Math.fma(
                    s8,
                    x8,
                    Math.fma(
                            s7,
                            x7,
                            Math.fma(
                                    s6,
                                    x6,
                                    Math.fma(
                                            s5,
                                            x5,
                                            Math.fma(
                                                    s4,
                                                    x4,
                                                    Math.fma(
                                                            s3,
                                                            x3,
                                                            Math.fma(
                                                                    s2,
                                                                    x2,
                                                                    Math.fma(s1, x1, Math.fma(s0, x0, sums[p])))))))));
        }
    }

    private static void add64(float[] sums, float[] rows, float[] s, int at) {
        float s0 = s[at];
        float s1 = s[at + 1];
        float s2 = s[at + 2];
        float s3 = s[at + 3];
        float s4 = s[at + 4];
        float s5 = s[at + 5];
        float s6 = s[at + 6];
        float s7 = s[at + 7];
        float s8 = s[at + 8];
        for (int p = 0; p < 64; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 64];
            float x2 = rows[p + 128];
            float x3 = rows[p + 192];
            float x4 = rows[p + 256];
            float x5 = rows[p + 320];
            float x6 = rows[p + 384];
            float x7 = rows[p + 448];
            float x8 = rows[p + 512];
            sums[p] = Math.fma(
                    s8,
                    x8,
                    Math.fma(
                            s7,
                            x7,
                            Math.fma(
                                    s6,
                                    x6,
                                    Math.fma(
                                            s5,
                                            x5,
                                            Math.fma(
                                                    s4,
                                                    x4,
                                                    Math.fma(
                                                            s3,
                                                            x3,
                                                            Math.fma(
                                                                    s2,
                                                                    x2,
                                                                    Math.fma(s1, x1, Math.fma(s0, x0, sums[p])))))))));
        }
    }

    private static void add16(float[] sums, float[] rows, float[] s, int at) {
        float s0 = s[at];
        float s1 = s[at + 1];
        float s2 = s[at + 2];
        float s3 = s[at + 3];
        float s4 = s[at + 4];
        float s5 = s[at + 5];
        float s6 = s[at + 6];
        float s7 = s[at + 7];
        float s8 = s[at + 8];
        for (int p = 0; p < 16; p++) {
            float x0 = rows[p];
            float x1 = rows[p + 16];
            float x2 = rows[p + 32];
            float x3 = rows[p + 48];
            float x4 = rows[p + 64];
            float x5 = rows[p + 80];
            float x6 = rows[p + 96];
            float x7 = rows[p + 112];
            float x8 = rows[p + 128];
            sums[p] = Math.fma(
                    s8,
                    x8,
                    Math.fma(
                            s7,
                            x7,
                            Math.fma(
                                    s6,
                                    x6,
                                    Math.fma(
                                            s5,
                                            x5,
                                            Math.fma(
                                                    s4,
                                                    x4,
                                                    Math.fma(
                                                            s3,
                                                            x3,
                                                            Math.fma(
                                                                    s2,
                                                                    x2,
                                                                    Math.fma(s1, x1, Math.fma(s0, x0, sums[p])))))))));
        }
    }
}
