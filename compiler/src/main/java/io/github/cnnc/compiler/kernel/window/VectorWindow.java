package io.github.cnnc.compiler.kernel.window;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.VectorLimits;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.generated.Layouts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Convolution of one channel by itself or pooling: vectors of channels, a tile of output columns. */
public record VectorWindow(int width, int columns) implements Schedule {

    @Override
    public Order order() {
        return Order.HWC;
    }

    @Override
    public int channelPadding() {
        return width;
    }

    @Override
    public Set<Integer> vectorWidths() {
        return Set.of(width);
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        Optional<String> general = WindowLimits.whyNot(operation);
        if (general.isPresent()) {
            return general;
        }
        Volume out = operation.output();
        if (columns > out.width()) {
            return Optional.of("a tile of " + columns + " columns is more than the width of " + out.width());
        }
        int taps = operation.window().orElseThrow().taps();
        int unrolled = taps > WindowLimits.UNROLLED ? 1 : taps;
        int operations = columns * (2 * unrolled + 1 + VectorLimits.epilogue(operation.activation()))
                + (operation.op() instanceof Op.Conv ? unrolled : 0);
        return operations > VectorLimits.OPERATIONS
                ? VectorLimits.tooMany(operations)
                : BodySize.tooLarge(BodySize.vectorTile(columns, 1, unrolled));
    }

    @Override
    public double cycles(Operation operation, Target target) {
        Volume out = operation.output();
        Window w = operation.window().orElseThrow();
        double vectors = Math.ceil(out.depth() / (double) width);
        int loads = (columns - 1) * Math.min(w.strideWidth(), w.kernelWidth()) + w.kernelWidth();
        double taps = (double) w.kernelWidth() * w.kernelHeight();
        double units = taps * columns / 2;
        double memory = (loads * (double) w.kernelHeight() + taps) / 2;
        double tile = Math.max(units, memory) + 3 + 2.0 * columns;
        // Four columns of many channels lie in few sets of the cache: 14x14x512 takes 0.16 instead of 0.12 ms.
        double conflicts = columns > 2 && out.depth() >= 256 ? 1.5 : 1;
        return (tile * vectors * conflicts + 10) * LoopCost.tiles(out.width(), columns) * out.height();
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return WindowLimits.need(operation, LayoutNeed.of(order(), channelPadding()));
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        int depth = operation.input().depth();
        int taps = operation.window().orElseThrow().taps();
        int padded = Math.max(depth, channelPadding());
        WeightPacking transposed =
                WeightPacking.of((long) taps * padded, Layouts.class, "transposed", depth, taps, padded);
        return operation.op().weights().stream()
                .map(weight -> weight.role() == Weight.Role.WEIGHT
                        ? transposed
                        : WeightPacking.byChannel(operation.output().depth(), channelPadding()))
                .toList();
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        int rows = site.output().layout().volume().height();
        return List.of(new KernelBody(new VectorWindowBody(site, this).emit(context.helpers()), rows));
    }

    @Override
    public String toString() {
        return "vector window, " + columns + " columns x " + width + " channels";
    }
}
