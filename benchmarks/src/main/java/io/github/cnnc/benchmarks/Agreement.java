package io.github.cnnc.benchmarks;

/**
 * How far two outputs are apart.
 *
 * @param error the largest difference, as a part of the largest number
 */
record Agreement(double error) {

    /**
     * What sums in another order may differ by, after some fifty layers: rounding errors of 6e-8 grow with the root of a
     * reduction's length (4,608 at most here) and from layer to layer; Winograd's are some ten times those of a direct sum.
     */
    static final double TOLERANCE = 1e-3;

    /** Compares with ours; outputs of other lengths, and numbers that are none, are infinitely far apart. */
    static Agreement of(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            return new Agreement(Double.POSITIVE_INFINITY);
        }
        double largest = 0;
        double error = 0;
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs((double) ours[i] - theirs[i]);
            if (!Double.isFinite(difference)) {
                return new Agreement(Double.POSITIVE_INFINITY);
            }
            largest = Math.max(largest, Math.abs(ours[i]));
            error = Math.max(error, difference);
        }
        return new Agreement(error == 0 ? 0 : error / largest);
    }

    /** Whether both ran the same network. */
    boolean holds() {
        return error <= TOLERANCE;
    }
}
