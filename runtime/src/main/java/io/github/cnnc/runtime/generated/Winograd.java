package io.github.cnnc.runtime.generated;

import java.util.stream.IntStream;

/**
 * Winograd's minimal filtering F(m x m, r x r): a tile of m x m outputs of an r x r convolution by (m + r - 1)^2
 * multiplications for each pair of channels instead of m^2 r^2.
 *
 * <p>{@code Y = A^T [(G g G^T) * (B^T d B)] A}, g the kernel, d the tile of n x n inputs, n = m + r - 1 (Lavin and Gray 2015,
 * "Fast algorithms for convolutional neural networks", equation 8). The matrices are Toom and Cook's for the points 0, 1, -1, 2,
 * -2 and infinity, as far as n needs them; all but G are whole numbers.
 *
 * @param outputs m
 * @param kernel r
 */
public record Winograd(int outputs, int kernel) {

    private static final int[] POINTS = {0, 1, -1, 2, -2};

    /** Throws {@link IllegalArgumentException} where the tile would not be of 4 or 6 inputs. */
    public Winograd {
        int inputs = outputs + kernel - 1;
        if (outputs < 2 || kernel < 2 || inputs != 4 && inputs != 6) {
            throw new IllegalArgumentException("no F(" + outputs + ", " + kernel + ")");
        }
    }

    /** n: the side of a tile of inputs. */
    public int inputs() {
        return outputs + kernel - 1;
    }

    /** B^T, [n][n]: row i has the coefficients of the product of x - a over all points a but the i-th. */
    public int[][] input() {
        int n = inputs();
        int[][] rows = new int[n][n];
        for (int i = 0; i < n; i++) {
            int degree = 0;
            rows[i][0] = 1;
            for (int l = 0; l < n - 1; l++) {
                if (l != i) {
                    degree++;
                    for (int k = degree; k >= 0; k--) {
                        rows[i][k] = (k > 0 ? rows[i][k - 1] : 0) - POINTS[l] * rows[i][k];
                    }
                }
            }
        }
        return rows;
    }

    /** A^T, [m][n]: powers of the points; of infinity only the highest counts. */
    public int[][] output() {
        int n = inputs();
        int[][] rows = new int[outputs][n];
        for (int j = 0; j < outputs; j++) {
            for (int i = 0; i < n - 1; i++) {
                rows[j][i] = power(POINTS[i], j);
            }
            rows[j][n - 1] = j == outputs - 1 ? 1 : 0;
        }
        return rows;
    }

    /** G, [n][r]: powers of the points over the product of their differences from the others. */
    double[][] kernelMatrix() {
        int n = inputs();
        double[][] rows = new double[n][kernel];
        for (int i = 0; i < n - 1; i++) {
            int differences = 1;
            for (int l = 0; l < n - 1; l++) {
                differences *= l == i ? 1 : POINTS[i] - POINTS[l];
            }
            for (int k = 0; k < kernel; k++) {
                rows[i][k] = (double) power(POINTS[i], k) / differences;
            }
        }
        rows[n - 1][kernel - 1] = 1;
        return rows;
    }

    private static int power(int base, int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    /**
     * {@code G g G^T} of every kernel: [filters][depth][r][r] becomes [n * n][tiles][depth][tile], the last tile of filters
     * overlapping the one before. Computed in double, tiles at the same time on several processors.
     *
     * @param tile filters next to each other, at most {@code filters}
     */
    public float[] pack(float[] weights, int filters, int depth, int tile) {
        int tiles = (filters + tile - 1) / tile;
        int points = inputs() * inputs();
        float[] packed =
                new float[Math.multiplyExact(points, Math.multiplyExact(Math.multiplyExact(tiles, depth), tile))];
        double[][] g = kernelMatrix();
        IntStream.range(0, tiles).parallel().forEach(t -> {
            double[] half = new double[inputs() * kernel];
            int first = Math.min(t * tile, filters - tile);
            for (int c = 0; c < depth; c++) {
                for (int f = 0; f < tile; f++) {
                    int from = ((first + f) * depth + c) * kernel * kernel;
                    transform(g, weights, from, half, packed, (t * depth + c) * tile + f, tiles * depth * tile);
                }
            }
        });
        return packed;
    }

    /** One kernel, whose results go to {@code packed[to]}, {@code packed[to + point]}, ... */
    private void transform(double[][] g, float[] weights, int from, double[] half, float[] packed, int to, int point) {
        int at = to;
        for (int i = 0; i < g.length; i++) {
            for (int k = 0; k < kernel; k++) {
                double sum = 0;
                for (int l = 0; l < kernel; l++) {
                    sum += g[i][l] * weights[from + l * kernel + k];
                }
                half[i * kernel + k] = sum;
            }
        }
        for (int i = 0; i < g.length; i++) {
            for (int j = 0; j < g.length; j++) {
                double sum = 0;
                for (int k = 0; k < kernel; k++) {
                    sum += half[i * kernel + k] * g[j][k];
                }
                packed[at] = (float) sum;
                at += point;
            }
        }
    }

    /**
     * {@code G g G^T} of every kernel in rows of filters: [filters][depth][r][r] becomes [n * n][arrays][taps][pitch], what is over is 0.
     *
     * @param taps channels of an array, but for the last of a point, which has what is over
     * @param pitch floats from one channel to the next, at least {@code filters}
     */
    public float[][] rows(float[] weights, int filters, int depth, int taps, int pitch) {
        float[] packed = pack(weights, filters, depth, filters);
        float[][] rows = Layouts.rows(packed.length / filters / depth, depth, taps, pitch);
        int from = 0;
        for (float[] row : rows) {
            for (int to = 0; to < row.length; to += pitch) {
                System.arraycopy(packed, from, row, to, filters);
                from += filters;
            }
        }
        return rows;
    }
}
