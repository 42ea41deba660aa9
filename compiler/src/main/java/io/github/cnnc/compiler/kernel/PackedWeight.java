package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Weight;

/** An array of weights as a kernel reads it. */
public record PackedWeight(Weight weight, WeightPacking packing) {

    /** Floats as they lie in memory. */
    public long floats() {
        return packing.floats() < 0 ? weight.param().size() : packing.floats();
    }
}
