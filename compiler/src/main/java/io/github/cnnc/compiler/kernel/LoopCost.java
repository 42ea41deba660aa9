package io.github.cnnc.compiler.kernel;

/** Estimated cycles of loops that C2 vectorises by itself, fitted to measurements with vectors of 16 floats. */
public final class LoopCost {

    /** Cycles of a call of a loop. */
    public static final double CALL = 50;

    /** Channels below which schedules that compute a channel at a time are better company. */
    public static final int FEW_CHANNELS = 16;

    /** Bytes of weights that stay in the second-level cache. */
    public static final double CACHE = 512 << 10;

    /** Not to be used unless asked for. */
    public static final double NEVER = Double.MAX_VALUE / 2;

    private LoopCost() {}

    /**
     * Cycles of one loop over all lanes, {@code columns} x taps multiply-adds: C2 computes about 16 lanes one by one, before and
     * behind its vectors.
     */
    public static double loop(int columns, int lanes) {
        double apart = switch (columns) {
            case 4 -> 130;
            case 3 -> 85;
            case 2 -> 52;
            default -> 36;
        };
        double vector = switch (columns) {
            case 4 -> 15.5;
            case 3 -> 13.2;
            case 2 -> 10.8;
            default -> 17.2;
        };
        return lanes < 16 ? CALL + apart * lanes / 16 : apart + Math.ceil(lanes / 16.0) * vector;
    }

    /** Tiles that cover a size. */
    public static double tiles(int size, int tile) {
        return (size + tile - 1) / tile;
    }
}
