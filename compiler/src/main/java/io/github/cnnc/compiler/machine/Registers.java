package io.github.cnnc.compiler.machine;

/**
 * Which tiles of sums the vector registers of a machine hold while C2 compiles the loop that adds to them.
 *
 * <p>C2 orders a loop's operations itself, and may load every weight and broadcast every input before the first multiply-add. Where that
 * takes more registers than there are, sums lie in memory, each addition waits for the one before to come back from there, and the
 * kernel runs at a half or a third.
 */
public enum Registers {
    /** AVX-512 has 32. What is read is an operand of the multiply-add, or loaded late: nearly all of them can be sums. */
    MANY(28) {
        @Override
        public boolean hold(int pixels, int vectors, int chains) {
            return pixels * vectors * chains <= sums() && (vectors < 3 || pixels <= 7);
        }
    },

    /**
     * All others have 16. Sums, weights and broadcasts of a body take 14 at most: C2 keeps an integer that is over in a vector register,
     * and copies through another. GFLOP/s of pixels x vectors of 8 on Java 17 and 25, four pointwise convolutions of 96 to 384 channels
     * at 12x12, {@code -XX:UseAVX=2}, peak 118: in 14 registers 4x2 77 to 107 (most 102 or more); in 15 3x3 73 to 103; in 17 to 20
     * 6x2, 4x3 and 3x4 46 to 51 or 110 to 115, on either Java and in either of two networks. Three and four vectors lose as well where
     * they fit: 2x4 41 to 99, 2x3 36 to 74. Products of Winograd's: 4x2 225 to 257, 3x3 201 to 226, 2x4 127 to 243, 6x2 10 to 185.
     */
    FEW(8) {
        @Override
        public boolean hold(int pixels, int vectors, int chains) {
            return vectors <= 2 && chains * (pixels * vectors + vectors + pixels) <= 14;
        }
    };

    private final int sums;

    Registers(int sums) {
        this.sums = sums;
    }

    /** The most sums of a tile. */
    public int sums() {
        return sums;
    }

    /**
     * Whether they hold a tile.
     *
     * @param pixels inputs that are broadcast for each tap
     * @param vectors vectors of weights for each tap
     * @param chains taps in the body, each with sums of its own
     */
    public abstract boolean hold(int pixels, int vectors, int chains);
}
