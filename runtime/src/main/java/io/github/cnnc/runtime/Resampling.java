package io.github.cnnc.runtime;

/**
 * Along one axis: for each position that is kept, the source positions that make it and their weights.
 *
 * <p>The triangle filter of Pillow's {@code Image.resize(BILINEAR)} (Resample.c: {@code precompute_coeffs} and {@code
 * normalize_coeffs_8bpc}): bilinear when enlarging, widened by the scale when shrinking so that no source pixel is
 * skipped. With Pillow's fixed-point weights, so that results agree bit for bit.
 */
final class Resampling {

    /** The bits after the point of a weight: 32 less 8 for the sample and 2 for the sign and sums above 1. */
    private static final int PRECISION = 32 - 8 - 2;

    private final int[] starts;
    private final int[][] weights;

    /**
     * Resizes an axis and keeps a part of it.
     *
     * @param size the source's pixels
     * @param resized the pixels the whole source becomes; a long, for a thin picture may grow far beyond what is kept
     * @param first the first of them that is kept
     * @param count the number of them that are kept
     */
    Resampling(int size, long resized, long first, int count) {
        this.starts = new int[count];
        this.weights = new int[count][];
        double scale = (double) size / resized;
        double support = Math.max(scale, 1);
        for (int i = 0; i < count; i++) {
            double centre = (first + i + 0.5) * scale;
            // As C's casts do, towards zero.
            int start = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(size, (int) (centre + support + 0.5));
            starts[i] = start;
            weights[i] = fixed(triangle(start, end, centre, support));
        }
    }

    private static double[] triangle(int start, int end, double centre, double support) {
        double[] triangle = new double[end - start];
        double inverse = 1 / support;
        double sum = 0;
        for (int k = 0; k < triangle.length; k++) {
            triangle[k] = Math.max(0, 1 - Math.abs((k + start - centre + 0.5) * inverse));
            sum += triangle[k];
        }
        for (int k = 0; k < triangle.length; k++) {
            triangle[k] /= sum;
        }
        return triangle;
    }

    private static int[] fixed(double[] weights) {
        int[] fixed = new int[weights.length];
        for (int k = 0; k < fixed.length; k++) {
            fixed[k] = (int) (0.5 + weights[k] * (1 << PRECISION));
        }
        return fixed;
    }

    /** The positions that are kept. */
    int count() {
        return starts.length;
    }

    /** The first source position any of them needs. */
    int from() {
        return starts[0];
    }

    /** The source position after the last that any of them needs. */
    int to() {
        int last = starts.length - 1;
        return starts[last] + weights[last].length;
    }

    /**
     * The value at a position, 0 to 255.
     *
     * @param i counts from the first position that is kept
     * @param source holds the sample of source position p at {@code offset + p * stride}
     */
    int at(int i, int[] source, int offset, int stride) {
        int[] line = weights[i];
        int sum = 1 << PRECISION - 1;
        int position = offset + starts[i] * stride;
        for (int weight : line) {
            sum += source[position] * weight;
            position += stride;
        }
        return Math.min(255, sum >> PRECISION);
    }

    /** {@link #at} for samples of a byte. */
    int at(int i, byte[] source, int offset, int stride) {
        int[] line = weights[i];
        int sum = 1 << PRECISION - 1;
        int position = offset + starts[i] * stride;
        for (int weight : line) {
            sum += (source[position] & 0xff) * weight;
            position += stride;
        }
        return Math.min(255, sum >> PRECISION);
    }
}
