package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.conv.ConvShape;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.generated.Winograd;

/**
 * The numbers of a convolution by Winograd's minimal filtering, and how its scratch is laid out: first the transformed inputs,
 * [point][vector of channels][tile][channel], so that a product reads a vector of each tile from one place whatever the depth, then
 * the products, [tile][point][filter].
 *
 * @param depth input channels
 * @param width output columns
 * @param height output rows
 */
record WinogradShape(Winograd transform, VectorWinograd schedule, int depth, int filters, int width, int height) {

    /** Floats between the runs of two points beside the channels: without it runs of 2 KiB would share a set of the cache. */
    private static final int GAP = 16;

    /** Multiply-adds of a product up to which it is written without a loop. */
    private static final int SHALLOW = 84;

    /** Floats of a point's products from which on its gap is needed. */
    private static final int WIDE = 64;

    /** The shape of a convolution from a volume to another. */
    static WinogradShape of(Operation operation, VectorWinograd schedule) {
        Op.Conv conv = ConvShape.conv(operation.op()).orElseThrow();
        Volume out = ConvShape.convolved(operation);
        Winograd transform = new Winograd(schedule.outputs(), conv.window().kernelWidth());
        int depth = operation.input().depth();
        return new WinogradShape(transform, schedule, depth, out.depth(), out.width(), out.height());
    }

    /** Tiles in a row. */
    public int columns() {
        return (width + transform.outputs() - 1) / transform.outputs();
    }

    /** Tiles in all. */
    public int tiles() {
        return columns() * ((height + transform.outputs() - 1) / transform.outputs());
    }

    /** Blocks of tiles; the last overlaps the one before. */
    public int blocks() {
        return (tiles() + schedule.tiles() - 1) / schedule.tiles();
    }

    /** Tiles of filters. */
    public int filterTiles() {
        int tile = schedule.vectors() * schedule.width();
        return (filters + tile - 1) / tile;
    }

    /** Multiplications for each pair of channels and tile. */
    public int points() {
        return transform.inputs() * transform.inputs();
    }

    /** Whether the channels are so few that their products need no loop. */
    public boolean isShallow() {
        return depth < channelWidth() && depth * schedule.rows() * schedule.vectors() <= SHALLOW;
    }

    /** Lanes of the vectors of channels. */
    public int channelWidth() {
        return schedule.channelWidth();
    }

    /** Vectors of a pixel's channels; the last overlaps the one before where they do not fit. */
    private int runs() {
        return (depth + channelWidth() - 1) / channelWidth();
    }

    /** Floats from one vector of channels to the next: those of all tiles lie beside each other. */
    public int inputRun() {
        return schedule.tiles() * channelWidth();
    }

    /** Floats from one point's channels to the next. */
    public int inputPoint() {
        return runs() * inputRun() + GAP;
    }

    /** Floats from one point's filters to the next. */
    public int outputStride() {
        return filters < WIDE ? filters : filters + GAP;
    }

    /** Floats of one tile of products. */
    public int outputTile() {
        return points() * outputStride();
    }

    /** Floats of a block's transformed inputs. */
    public int inputFloats() {
        return points() * inputPoint();
    }

    /** Floats of a block's scratch. */
    public int scratchFloats() {
        return Math.addExact(inputFloats(), Math.multiplyExact(schedule.tiles(), outputTile()));
    }
}
