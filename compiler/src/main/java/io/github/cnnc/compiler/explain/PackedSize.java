package io.github.cnnc.compiler.explain;

import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.plan.LaneSchedules;
import io.github.cnnc.compiler.plan.Packed;

/** How many floats weights take as a kernel reads them. */
final class PackedSize {

    private PackedSize() {}

    static long floats(Packed packed) {
        Packed.Order order = packed.order();
        if (order instanceof Packed.FilterTiles tiles) {
            return (long) tiles.groups() * tiles(tiles.filters(), tiles.tile()) * tiles.taps();
        }
        if (order instanceof Packed.VectorTiles tiles) {
            return tiles.shape().groups()
                    * tiles(tiles.shape().filters(), tiles.tile())
                    * tiles.shape().taps();
        }
        if (order instanceof Packed.WinogradTiles tiles) {
            int side = tiles.outputs() + tiles.kernel() - 1;
            return (long) side * side * tiles(tiles.filters(), tiles.tile()) * tiles.depth();
        }
        if (order instanceof Packed.TapRows rows) {
            return (long) rows.shape().groups()
                    * rows.shape().taps()
                    * LaneSchedules.pitch(rows.shape().filters());
        }
        if (order instanceof Packed.WinogradRows rows) {
            int side = rows.outputs() + rows.kernel() - 1;
            return (long) side * side * rows.depth() * LaneSchedules.pitch(rows.filters());
        }
        if (order instanceof Packed.Repeated repeated) {
            return (long) repeated.columns() * repeated.room();
        }
        if (order instanceof Packed.Transposed transposed) {
            return (long) transposed.columns() * transposed.room();
        }
        if (order instanceof Packed.Padded padded) {
            return padded.room();
        }
        return floats(packed.param());
    }

    /** Filters in whole tiles. */
    private static long tiles(int filters, int tile) {
        return (filters + tile - 1L) / tile * tile;
    }

    private static long floats(Param param) {
        if (param instanceof Param.Stored stored) {
            return stored.spec().size();
        }
        if (param instanceof Param.Scaled scaled) {
            return scaled.base().map(PackedSize::floats).orElse((long)
                    scaled.norm().weight().size());
        }
        return ((Param.Shifted) param).norm().weight().size();
    }
}
