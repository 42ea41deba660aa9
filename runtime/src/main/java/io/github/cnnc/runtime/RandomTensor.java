package io.github.cnnc.runtime;

/**
 * Weights for networks that were not trained: activations keep their scale from layer to layer, and the same seed gives
 * the same bits on every JDK.
 *
 * <p>The generator is written out here, since the JDK promises no algorithm for {@code RandomGenerator.nextGaussian}.
 */
final class RandomTensor {

    private long state;

    private RandomTensor(long state) {
        this.state = state;
    }

    /**
     * The elements of a tensor. They depend on the seed, the tensor's name and its shape, not on the other tensors.
     *
     * <ul>
     *   <li>{@code weight} of rank 2 and more: Gaussian with variance 2/fan_in (He et al. 2015, equation 10);
     *   <li>{@code weight} of rank 1 (the gamma of a batch normalisation): 1, standard deviation 0.1;
     *   <li>{@code running_var}: uniform in [0.5, 1.5);
     *   <li>all else ({@code bias}, {@code running_mean}): 0, standard deviation 0.1.
     * </ul>
     */
    static float[] elements(TensorSpec spec, long seed) {
        RandomTensor random =
                new RandomTensor(seed * 0x9E3779B97F4A7C15L + spec.name().hashCode());
        float[] elements = new float[Shapes.size(spec.shape()).orElseThrow()];
        String kind = spec.name().substring(spec.name().lastIndexOf('.') + 1);
        boolean weight = kind.equals("weight");
        boolean variance = kind.equals("running_var");
        boolean kernel = weight && spec.shape().size() > 1;
        // An empty tensor has no fan-in, and none of its elements needs one.
        double fanIn = kernel && elements.length > 0
                ? (double) elements.length / spec.shape().get(0)
                : 1;
        double deviation = kernel ? Math.sqrt(2 / fanIn) : 0.1;
        double mean = weight && !kernel ? 1 : 0;
        for (int i = 0; i < elements.length; i++) {
            elements[i] =
                    (float) (variance ? 0.5 + (random.next() >>> 40) * 0x1p-24 : mean + deviation * random.gaussian());
        }
        return elements;
    }

    /** SplitMix64 (Steele, Lea and Flood 2014) with the constants of Stafford's variant 13. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /**
     * Nearly Gaussian, mean 0, variance 1, never beyond 3.5: the sum of four uniform numbers of 16 bits (variance
     * (2^32-1)/3). Whole numbers only, so that no library's logarithm can differ, and fast, which tells on the 138
     * million weights of VGG-16.
     */
    private double gaussian() {
        long bits = next();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum - 2 * 65535) / Math.sqrt((0x1p32 - 1) / 3);
    }
}
