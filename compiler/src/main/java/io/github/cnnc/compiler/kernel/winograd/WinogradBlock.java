package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Alignment;
import io.github.cnnc.compiler.kernel.conv.ConvShape;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.generated.Winograd;

/**
 * The numbers of a convolution by {@link WinogradLoops}, and how a block's scratch is laid out: first the transformed
 * inputs, [tile][point][channel], then the products, [tile][point][filter].
 *
 * @param depth input channels
 * @param width output columns
 * @param height output rows
 */
record WinogradBlock(Winograd transform, WinogradLoops schedule, int depth, int filters, int width, int height) {

    static WinogradBlock of(Operation operation, WinogradLoops schedule) {
        Op.Conv conv = ConvShape.conv(operation.op()).orElseThrow();
        Volume out = operation.output();
        Winograd transform = new Winograd(schedule.outputs(), conv.window().kernelWidth());
        int depth = operation.input().depth();
        return new WinogradBlock(transform, schedule, depth, out.depth(), out.width(), out.height());
    }

    /** Tiles in a row. */
    public int columns() {
        return (width + transform.outputs() - 1) / transform.outputs();
    }

    /** Tiles in all. */
    public int allTiles() {
        return columns() * ((height + transform.outputs() - 1) / transform.outputs());
    }

    /** Tiles of a block. */
    public int tiles() {
        return Math.min(schedule.tiles(), allTiles());
    }

    /** Blocks of tiles; the last overlaps the one before. */
    public int blocks() {
        return (allTiles() + tiles() - 1) / tiles();
    }

    /** Floats from one pixel or point to the next in what is transformed. */
    public int inputStride() {
        return Alignment.aligned(depth);
    }

    /** Floats from one point or pixel to the next in the products. */
    public int outputStride() {
        return Alignment.aligned(filters);
    }

    /** Floats of one tile of transformed inputs. */
    public int inputTile() {
        return transform.inputs() * transform.inputs() * inputStride();
    }

    /** Floats of one tile of products. */
    public int outputTile() {
        return transform.inputs() * transform.inputs() * outputStride();
    }

    /** Floats of a block's transformed inputs. */
    public int inputFloats() {
        return tiles() * inputTile();
    }

    /** Floats of a block's scratch. */
    public int scratchFloats() {
        return Math.addExact(inputFloats(), Math.multiplyExact(tiles(), outputTile()));
    }

    /** Arrays of products, each of some tiles; the last may have fewer. */
    public int groups() {
        return (tiles() + schedule.columns() - 1) / schedule.columns();
    }
}
