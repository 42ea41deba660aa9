package io.github.cnnc.runtime;

import java.util.List;

/**
 * A tensor of numbers that no layer computes with: integers, truth values, floats of 8 bits.
 *
 * @param type as its file names it, {@code I64}
 */
record UnreadTensor(String name, String type, List<Integer> shape) {

    UnreadTensor {
        shape = List.copyOf(shape);
    }

    /** Whether this is PyTorch's count of training steps in a batch normalisation, which inference does not use. */
    static boolean isStepCounter(String name) {
        return name.equals("num_batches_tracked") || name.endsWith(".num_batches_tracked");
    }

    /** Whether these are whole numbers, counts and indices, of which a network of float layers needs none. */
    boolean isInteger() {
        return type.matches("BOOL|[IU]\\d+");
    }

    /** {@code "ema.num_updates" [] of "I64"}. */
    @Override
    public String toString() {
        return Quoted.of(name) + " " + shape + " of " + Quoted.of(type);
    }
}
