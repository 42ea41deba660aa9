package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Param;
import java.util.Optional;

/**
 * An array of weights as a kernel reads it.
 *
 * @param param the numbers
 * @param tiles how they are rearranged at load; empty where they stay as they are stored
 */
public record Packed(Param param, Optional<FilterTiles> tiles) {

    /** [groups][filters][taps] becomes [groups][tiles][taps][tile]; the last tile of a group overlaps the one before. */
    public record FilterTiles(int groups, int filters, int taps, int tile) {}
}
