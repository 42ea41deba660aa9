package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Winograd;

/**
 * The numbers of a convolution by {@link Schedule.WinogradLanes}, and how a block's scratch is laid out: first the transformed
 * inputs, [tile][point][channel], then the products, [tile][point][filter].
 *
 * @param depth input channels
 * @param width output columns
 * @param height output rows
 */
public record WinogradBlock(
        Winograd transform, Schedule.WinogradLanes schedule, int depth, int filters, int width, int height) {

    static WinogradBlock of(Op.Conv conv, Schedule.WinogradLanes schedule, Program program) {
        return of(
                conv,
                schedule,
                program.values().get(conv.input()),
                program.values().get(conv.output()));
    }

    /** The numbers of a convolution from a volume to another. */
    public static WinogradBlock of(Op.Conv conv, Schedule.WinogradLanes schedule, Volume in, Volume out) {
        Winograd transform = new Winograd(schedule.outputs(), conv.window().kernelWidth());
        return new WinogradBlock(transform, schedule, in.depth(), out.depth(), out.width(), out.height());
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
    public int inputPitch() {
        return LaneSchedules.pitch(depth);
    }

    /** Floats from one point or pixel to the next in the products. */
    public int outputPitch() {
        return LaneSchedules.pitch(filters);
    }

    /** Floats of one tile of transformed inputs. */
    public int inputTile() {
        return transform.inputs() * transform.inputs() * inputPitch();
    }

    /** Floats of one tile of products. */
    public int outputTile() {
        return transform.inputs() * transform.inputs() * outputPitch();
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
