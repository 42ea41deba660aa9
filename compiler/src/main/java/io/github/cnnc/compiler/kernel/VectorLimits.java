package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Activation;
import java.util.Optional;

/** What one method of operations on vectors may have. */
public final class VectorLimits {

    /** Activations that take a polynomial in one body, each of some 500 bytes. */
    public static final int POLYNOMIALS = 4;

    /**
     * Operations on vectors in one method. HotSpot's C1 gives up on methods of some 240 on Java 17 ("out of virtual registers in linear
     * scan"), and if it does so while C2 is busy, they stay with code six times slower for good.
     */
    public static final int OPERATIONS = 210;

    private VectorLimits() {}

    /** Operations on vectors that activate and store one. */
    public static int epilogue(Activation activation) {
        return switch (activation.function()) {
            case NONE -> 1;
            case RELU -> 2;
            case RELU6 -> 3;
            case LEAKY_RELU -> 4;
            case PRELU, HARD_SIGMOID, HARD_SWISH -> 6;
            case SIGMOID, SILU, TANH, ELU, SELU, SOFTPLUS, GELU -> 40;
        };
    }

    /** Why so many operations are illegal. */
    public static Optional<String> tooMany(int operations) {
        return Optional.of(operations + " operations on vectors are more than HotSpot's C1 compiles");
    }
}
