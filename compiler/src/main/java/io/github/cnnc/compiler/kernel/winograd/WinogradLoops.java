package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Alignment;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.kernel.conv.ConvNeed;
import io.github.cnnc.compiler.kernel.conv.ConvShape;
import io.github.cnnc.compiler.kernel.conv.FilterLoops;
import io.github.cnnc.compiler.kernel.conv.LoopProduct;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.generated.Winograd;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Winograd's minimal filtering in loops for C2's vectoriser: transforms along the channels, products as in {@link FilterLoops}.
 *
 * @param outputs the side of a tile of outputs
 * @param tiles tiles that are transformed before they are multiplied
 * @param columns tiles whose products are in one array
 * @param taps channels added in one loop
 */
public record WinogradLoops(int outputs, int tiles, int columns, int taps) implements Schedule {

    /** Tiles that a volume may have fewer of than a block. */
    static final int SMALLEST_BLOCK = 4;

    /** Bytes a cycle from beyond the second-level cache. */
    private static final double BYTES = 8;

    /**
     * The same of weights that few sums wait for: 3x3 256 filters at 14x14 took 2.7 ms in blocks of 8 tiles, 1.7 in blocks of 16, and
     * 512 filters at 7x7 5.7 ms in tiles of 4x4 outputs, 2.4 of 2x2.
     */
    private static final double WAITED = 4;

    @Override
    public Order order() {
        return Order.HWC;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        Op.Conv conv = ConvShape.conv(operation.op()).orElseThrow();
        Volume in = operation.input();
        Volume out = operation.output();
        Optional<String> general = WinogradLimits.whyNot(conv, outputs).or(() -> WinogradLimits.whyNot(out, outputs));
        if (general.isPresent()) {
            return general;
        }
        int side = outputs + conv.window().kernelWidth() - 1;
        if ((long) side * Alignment.aligned(Math.max(in.depth(), out.depth())) > LoopProduct.LONGEST) {
            return Optional.of("a row of a tile is more than " + LoopProduct.LONGEST + " floats");
        }
        WinogradBlock block = WinogradBlock.of(operation, this);
        if (tiles > block.allTiles() && tiles > SMALLEST_BLOCK) {
            return Optional.of("there are only " + block.allTiles() + " tiles");
        }
        if (columns > block.tiles()) {
            return Optional.of(columns + " tiles at a time are more than the " + block.tiles() + " of a block");
        }
        if ((long) block.tiles() * (block.inputTile() + (long) block.outputTile()) > WinogradLimits.SCRATCH) {
            return Optional.of("a block of " + block.tiles() + " tiles takes more than " + WinogradLimits.SCRATCH
                    + " floats of scratch");
        }
        return Optional.empty();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        if (target.unroll() == Unroll.NONE) {
            return LoopCost.NEVER;
        }
        WinogradBlock block = WinogradBlock.of(operation, this);
        int n = block.transform().inputs();
        double points = n * n;
        double input = 80 * n + points * block.inputStride() * 0.6;
        double output = 60 * n + points * block.outputStride() * 0.5;
        double loops = Math.ceil(block.depth() / (double) taps);
        double product = points
                * block.groups()
                * (loops * LoopCost.loop(columns, block.filters()) + 60 + columns * block.filters() / 8.0);
        double weights = points * block.depth() * block.filters() * 4;
        double memory = weights > LoopCost.CACHE ? weights / WAITED : 0;
        double scratch = block.scratchFloats() * 4.0 > 2 * LoopCost.CACHE ? block.scratchFloats() * 4.0 * 2 / BYTES : 0;
        return block.blocks() * (product + memory + block.tiles() * (input + output) + scratch);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return ConvNeed.of(operation, position, LayoutNeed.of(order(), channelPadding()));
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        WinogradBlock block = WinogradBlock.of(operation, this);
        int n = block.transform().inputs();
        WeightPacking rows = WeightPacking.of(
                        (long) n * n * block.depth() * block.outputStride(),
                        Winograd.class,
                        "rows",
                        block.filters(),
                        block.depth(),
                        taps,
                        block.outputStride())
                .constructed(outputs, block.transform().kernel())
                .inRows();
        return ConvNeed.packings(operation, rows, channelPadding());
    }

    @Override
    public List<Integer> scratchRows(Operation operation) {
        WinogradBlock block = WinogradBlock.of(operation, this);
        int n = block.transform().inputs();
        int row = n * Math.max(block.inputStride(), block.outputStride());
        int arrays = Math.max(2 * n + 1, block.groups());
        return Collections.nCopies(arrays, Math.max(row, columns * block.outputStride()));
    }

    @Override
    public Optional<Scratch> scratch(Operation operation) {
        return Optional.of(new Scratch(WinogradBlock.of(operation, this).scratchFloats(), false));
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        WinogradLoopsBody body = new WinogradLoopsBody(site, this, context);
        return List.of(new KernelBody(body.emit(), body.blocks()));
    }

    @Override
    public String toString() {
        return "winograd loops, " + outputs + "x" + outputs + " outputs, blocks of " + tiles + ", " + columns
                + " tiles, " + taps + " taps at a time";
    }
}
