package io.github.cnnc.compiler.kernel.window;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.Alignment;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.LoopCost;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.generated.Layouts;
import java.util.List;
import java.util.Optional;

/** Convolution of one channel by itself or pooling, in loops over the channels of some output rows and columns. */
public record WindowLoops(int rows, int columns) implements Schedule {

    /** Columns of a kernel row that are added at once where there is a loop. */
    static final int CHUNK = 8;

    /** Bytes of bytecode that copy what one tap of one column sees. */
    private static final long COPY = 40;

    /** Floats of a short array. */
    private static final int LONGEST = 1 << 20;

    /** Floats that stay in the first-level cache. */
    private static final double FIRST_CACHE = 8000;

    /**
     * Taps of one loop that C2 vectorises: of six of one row 12 elements a nanosecond on both JDKs, of nine 0.4. A loop over two rows
     * reads a weight once for both: 3x3, 32 channels of 112x112 330 us instead of 450 on both JDKs; with five taps, or with four
     * rows, 820 to 1,300.
     */
    public int taps() {
        return rows == 1 ? 5 : 3;
    }

    @Override
    public Order order() {
        return Order.HWC;
    }

    @Override
    public Optional<String> whyNot(Operation operation, Target target) {
        Optional<String> general = WindowLimits.whyNot(operation);
        if (general.isPresent()) {
            return general;
        }
        Volume out = operation.output();
        Window w = operation.window().orElseThrow();
        if (columns > out.width() || rows > out.height()) {
            return Optional.of("a tile of " + columns + " columns and " + rows + " rows is more than the " + out.width()
                    + "x" + out.height());
        }
        boolean unrolled = WindowLimits.isUnrolled(w);
        if (rows > 1 && !unrolled) {
            return Optional.of("a window of more than " + WindowLimits.UNROLLED + " taps computes a row at a time");
        }
        long bytes = COPY * (unrolled ? packedRows(w, out).copies() : (long) slots(w) * columns);
        if (bytes > BodySize.BUDGET) {
            return BodySize.tooLarge(bytes);
        }
        long floats = seen(w, out);
        return floats > LONGEST
                ? Optional.of(
                        "what a window of " + columns + " columns sees is " + floats + " floats, more than " + LONGEST)
                : Optional.empty();
    }

    @Override
    public double cycles(Operation operation, Target target) {
        if (target.unroll() == Unroll.NONE) {
            return LoopCost.NEVER;
        }
        Volume out = operation.output();
        double few = out.depth() < LoopCost.FEW_CHANNELS ? 100 : 1;
        return few * cycles(operation.window().orElseThrow(), operation.op() instanceof Op.Conv, out);
    }

    private double cycles(Window w, boolean weights, Volume out) {
        double taps = (double) w.kernelWidth() * w.kernelHeight();
        double lanes = Alignment.aligned(columns * out.depth());
        double seen = seen(w, out);
        double copies = w.strideWidth() == 1 ? 1 : columns;
        double loops = Math.ceil(taps / taps());
        boolean far = seen > FIRST_CACHE;
        if (WindowLimits.isUnrolled(w)) {
            PackedRows packed = packedRows(w, out);
            copies *= packed.inputRows().size() * (packed.shared() ? 1 : w.kernelWidth());
            far &= !packed.shared();
        } else {
            copies *= taps;
            seen *= w.kernelHeight();
        }
        double floats = seen + rows * lanes + (weights ? taps * lanes : 0);
        double vector = (rows == 1 ? 4.3 : 3.3) * (floats > FIRST_CACHE ? 1.3 : 1);
        double copied = copies * 20 + seen / (far ? 4 : 8);
        double tile = copied + rows * taps * lanes / 16 * vector + loops * LoopCost.CALL + 100;
        return tile * LoopCost.tiles(out.width(), columns) * LoopCost.tiles(out.height(), rows);
    }

    private PackedRows packedRows(Window w, Volume out) {
        return PackedRows.of(w, this, out.depth());
    }

    /** Floats that the windows of a tile see. */
    private long seen(Window w, Volume out) {
        return WindowLimits.isUnrolled(w)
                ? packedRows(w, out).floats()
                : (long) slots(w) * Alignment.aligned(Math.multiplyExact(out.depth(), columns));
    }

    /** Taps of a large window that lie side by side in a short array. */
    private static int slots(Window window) {
        return Math.min(window.kernelWidth(), CHUNK);
    }

    @Override
    public LayoutNeed need(Operation operation, int position) {
        return WindowLimits.need(operation, LayoutNeed.of(order(), channelPadding()));
    }

    @Override
    public List<WeightPacking> packings(Operation operation, Layout in) {
        int depth = operation.output().depth();
        int taps = operation.window().orElseThrow().taps();
        return operation.op().weights().stream()
                .map(weight -> repeated(depth, weight.role() == Weight.Role.WEIGHT ? taps : 1))
                .toList();
    }

    /** Numbers of every channel, once for each column. */
    private WeightPacking repeated(int depth, int taps) {
        int stride = Alignment.aligned(depth * columns);
        return WeightPacking.of((long) taps * stride, Layouts.class, "repeated", depth, taps, columns, stride);
    }

    @Override
    public List<Integer> scratchRows(Operation operation) {
        Window window = operation.window().orElseThrow();
        Volume out = operation.output();
        int stride = Alignment.aligned(out.depth() * columns);
        int seen = (int) seen(window, out);
        boolean weights = operation.op() instanceof Op.Conv && !WindowLimits.isUnrolled(window);
        return weights ? List.of(stride, seen, seen) : List.of(rows * stride, seen);
    }

    @Override
    public List<KernelBody> bodies(KernelSite site, KernelContext context) {
        WindowLoopsBody body = new WindowLoopsBody(site, this, context);
        return List.of(new KernelBody(body.emit(), body.split()));
    }

    @Override
    public String toString() {
        return "window loops, " + rows + " rows x " + columns + " columns";
    }
}
