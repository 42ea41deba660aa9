package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Schedule.ChannelLanes;
import io.github.cnnc.compiler.plan.Schedule.FilterLanes;
import io.github.cnnc.compiler.plan.Schedule.PixelLanes;
import io.github.cnnc.compiler.plan.Schedule.WindowLanes;
import io.github.cnnc.compiler.plan.Schedule.WinogradLanes;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Which schedules in loops for C2's vectoriser there are, which are legal, and what memory they compute in. */
public final class LaneSchedules {

    /**
     * Floats that everything in a short array is a multiple of: C2 of JDK 17 vectorises a loop only if all its indices differ by
     * whole vectors (4 columns x 3 taps: rows of 196 floats 12 GFLOP/s, of 256 62).
     */
    private static final int ALIGNMENT = 16;

    /** Columns and taps of a loop that C2 vectorises, see the emitter of their products. */
    private static final int[][] LOOPS = {{4, 4}, {3, 4}, {2, 4}, {1, 8}};

    private static final int[] ROWS = {1, 2, 4, 7};
    private static final int[] PIXEL_ROWS = {1, 4, 7, 8, 10, 14, 16, 28};
    private static final int[] BLOCKS = {4, 8, 16, 32};
    private static final int[] COLUMNS = {1, 2, 4, 7, 8, 14, 16};

    /** Floats of scratch that a block of Winograd tiles may take. */
    private static final int SCRATCH = 4 << 20;

    /** Taps of {@link PixelLanes}, and the floats of what all of them see. */
    private static final int TAPS = 400;

    private static final int SEEN = 1 << 18;

    /** Floats of a short array. */
    private static final int SHORT = 1 << 20;

    /** Channels of a pixel that {@link PixelLanes} reads and writes at a time: a line of a cache. */
    public static final int TURNED = 16;

    /** Taps of a window that are added without a loop over its rows. */
    public static final int UNROLLED = 25;

    /** Columns of a kernel row that are added at once where there is a loop. */
    public static final int CHUNK = 8;

    /** Bytes of bytecode that copy what one tap of one column sees. */
    private static final long COPY = 40;

    private LaneSchedules() {}

    /** The next multiple of the alignment. */
    public static int pitch(int floats) {
        return (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    static List<Schedule> candidates(Op op, Program program) {
        List<Schedule> all = new ArrayList<>();
        if (op instanceof Op.Dense) {
            all.add(new FilterLanes(1, 8, 1));
        }
        if (op instanceof Op.Conv) {
            for (int[] loop : LOOPS) {
                for (int rows : ROWS) {
                    all.add(new FilterLanes(loop[0], loop[1], rows));
                }
                for (int rows : PIXEL_ROWS) {
                    for (Layout.Order order : Layout.Order.values()) {
                        all.add(new PixelLanes(loop[0], loop[1], rows, order));
                    }
                }
                for (int outputs : new int[] {2, 4}) {
                    for (int tiles : BLOCKS) {
                        all.add(new WinogradLanes(outputs, tiles, loop[0], loop[1]));
                    }
                }
            }
        }
        if (op instanceof Op.Conv || op instanceof Op.MaxPool || op instanceof Op.AvgPool) {
            for (int columns : COLUMNS) {
                all.add(new WindowLanes(1, columns));
                all.add(new WindowLanes(2, columns));
            }
        }
        if (isElementwise(op)) {
            all.add(new Schedule.ChannelLoops());
        }
        return all;
    }

    static Optional<String> whyNot(ChannelLanes schedule, Op op, Program program) {
        Volume out = program.values().get(op.output());
        if (schedule instanceof FilterLanes lanes) {
            return op instanceof Op.Conv || op instanceof Op.Dense
                    ? whyNot(lanes, ConvShape.of(op, program).orElseThrow())
                    : Schedules.only(schedule, "convolutions and fully connected layers");
        }
        if (schedule instanceof WinogradLanes winograd) {
            return op instanceof Op.Conv conv
                    ? whyNot(winograd, conv, program)
                    : Schedules.only(schedule, "convolutions");
        }
        if (schedule instanceof WindowLanes window) {
            return whyNot(window, op, program, out);
        }
        return isElementwise(op) ? Optional.empty() : Schedules.only(schedule, "element-wise operations");
    }

    private static Optional<String> whyNot(FilterLanes s, ConvShape shape) {
        if (s.columns() > shape.width() || s.rows() > shape.height()) {
            return Optional.of("a tile of " + s.columns() + " columns and " + s.rows() + " rows is more than the "
                    + shape.width() + "x" + shape.height());
        }
        if ((long) s.columns() * shape.filters() > SHORT) {
            return Optional.of("the sums of " + s.columns() + " columns are more than " + SHORT);
        }
        return Optional.empty();
    }

    static Optional<String> whyNot(PixelLanes s, ConvShape shape) {
        if (s.filters() > shape.filters() || s.rows() > shape.height()) {
            return Optional.of("a tile of " + s.filters() + " filters and " + s.rows() + " rows is more than the "
                    + shape.filters() + " filters of a group and the height of " + shape.height());
        }
        long floats = (long) shape.taps() * lanes(s, shape);
        return shape.taps() > TAPS || floats > SEEN
                ? Optional.of(
                        shape.taps() + " taps that see " + floats + " floats are more than " + TAPS + " and " + SEEN)
                : Optional.empty();
    }

    /** Input rows that the windows of a block of {@link PixelLanes} see. */
    public static int rowsSeen(PixelLanes s, ConvShape shape) {
        return (s.rows() - 1) * shape.strideHeight() + (shape.kernelHeight() - 1) * shape.dilationHeight() + 1;
    }

    /** Floats that a block of {@link PixelLanes} has for each tap or filter: its pixels, in whole vectors. */
    public static int lanes(PixelLanes s, ConvShape shape) {
        return pitch(Math.multiplyExact(s.rows(), shape.width()));
    }

    /** Tiles of filters that {@link PixelLanes} computes before it writes them. */
    public static int band(PixelLanes s, ConvShape shape) {
        int tiles = (shape.filters() + s.filters() - 1) / s.filters();
        return Math.min(tiles, Math.max(1, TURNED / s.filters()));
    }

    /**
     * Kernel columns for which the rows that {@link PixelLanes} sees are moved each by itself. Where rows follow each other without gaps,
     * that is all of them, and what a tap sees of all rows is copied at once; else the others see the same columns of the input.
     */
    public static int columnsMoved(ConvShape shape) {
        int all = shape.strideHeight() == 1
                ? shape.kernelWidth()
                : shape.strideWidth() / gcd(shape.strideWidth(), shape.dilationWidth());
        return Math.min(all, shape.kernelWidth());
    }

    /** Floats of a row that is moved. */
    public static int lengthMoved(ConvShape shape) {
        int step = columnsMoved(shape);
        return shape.width() + (shape.kernelWidth() - 1) / step * (step * shape.dilationWidth() / shape.strideWidth());
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static Optional<String> whyNot(WinogradLanes s, Op.Conv conv, Program program) {
        Window w = conv.window();
        Volume in = program.values().get(conv.input());
        Volume out = program.values().get(conv.output());
        int side = s.outputs() + w.kernelWidth() - 1;
        if (w.kernelWidth() != w.kernelHeight() || w.kernelWidth() < 2 || side != 4 && side != 6) {
            return Optional.of("a kernel of " + w.kernelWidth() + "x" + w.kernelHeight() + " has no tiles of "
                    + s.outputs() + "x" + s.outputs() + " outputs");
        }
        if (w.strideWidth() > 1 || w.strideHeight() > 1 || w.dilationWidth() > 1 || w.dilationHeight() > 1) {
            return Optional.of("only windows that move by one pixel and have no gaps overlap as it needs");
        }
        if (conv.groups() > 1) {
            return Optional.of("it has no groups");
        }
        if (s.outputs() > out.width() || s.outputs() > out.height()) {
            return Optional.of("a tile of " + s.outputs() + "x" + s.outputs() + " outputs is more than the "
                    + out.width() + "x" + out.height());
        }
        if ((long) side * pitch(Math.max(in.depth(), out.depth())) > SHORT) {
            return Optional.of("a row of a tile is more than " + SHORT + " floats");
        }
        WinogradBlock block = WinogradBlock.of(conv, s, in, out);
        if (s.tiles() > block.allTiles() && s.tiles() > BLOCKS[0]) {
            return Optional.of("there are only " + block.allTiles() + " tiles");
        }
        if (s.columns() > block.tiles()) {
            return Optional.of(s.columns() + " tiles at a time are more than the " + block.tiles() + " of a block");
        }
        if ((long) block.tiles() * (block.inputTile() + (long) block.outputTile()) > SCRATCH) {
            return Optional.of(
                    "a block of " + block.tiles() + " tiles takes more than " + SCRATCH + " floats of scratch");
        }
        return Optional.empty();
    }

    private static Optional<String> whyNot(WindowLanes s, Op op, Program program, Volume out) {
        if (op instanceof Op.Conv conv) {
            int depth = program.values().get(conv.input()).depth();
            if (conv.groups() != depth || out.depth() != depth) {
                return Optional.of("each filter is not of a channel of its own");
            }
        }
        Optional<Window> window = Schedules.window(op);
        if (window.isEmpty() || op instanceof Op.Stencil) {
            return Schedules.only(s, "depthwise convolutions and pooling");
        }
        Window w = window.get();
        if (op instanceof Op.MaxPool pool
                && !Halo.reach(w, program.values().get(pool.input()), out).isNone()
                && (w.dilationWidth() > 1 || w.dilationHeight() > 1)) {
            return Optional.of("a dilated window that reaches out has no tap at the edge");
        }
        if (s.columns() > out.width() || s.rows() > out.height()) {
            return Optional.of("a tile of " + s.columns() + " columns and " + s.rows() + " rows is more than the "
                    + out.width() + "x" + out.height());
        }
        boolean unrolled = isUnrolled(w);
        if (s.rows() > 1 && !unrolled) {
            return Optional.of("a window of more than " + UNROLLED + " taps computes a row at a time");
        }
        long bytes = COPY * (unrolled ? strips(s, w, out).copies() : (long) slots(w) * s.columns());
        if (bytes > BodySize.BUDGET) {
            return Schedules.tooLarge((int) Math.min(bytes, Integer.MAX_VALUE));
        }
        long floats = seen(s, w, out);
        return floats > SHORT
                ? Optional.of("what a window of " + s.columns() + " columns sees is " + floats + " floats, more than "
                        + SHORT)
                : Optional.empty();
    }

    private static WindowStrips strips(WindowLanes s, Window w, Volume out) {
        return WindowStrips.of(w, s, out.depth());
    }

    /** Floats that the windows of a tile see. */
    static long seen(WindowLanes s, Window w, Volume out) {
        return isUnrolled(w)
                ? strips(s, w, out).floats()
                : (long) slots(w) * pitch(Math.multiplyExact(out.depth(), s.columns()));
    }

    private static boolean isElementwise(Op op) {
        return op instanceof Op.Activate
                || op instanceof Op.Affine
                || op instanceof Op.Add
                || op instanceof Op.Multiply;
    }

    /** Whether all taps of a window are written one by one. */
    public static boolean isUnrolled(Window window) {
        return (long) window.kernelWidth() * window.kernelHeight() <= UNROLLED;
    }

    /** Taps of a large window that lie side by side in a short array. */
    private static int slots(Window window) {
        return Math.min(window.kernelWidth(), CHUNK);
    }

    /** The floats of each short array that a schedule computes in. */
    static List<Integer> sums(Op op, Schedule schedule, Program program) {
        if (schedule instanceof FilterLanes lanes) {
            ConvShape shape = ConvShape.of(op, program).orElseThrow();
            int tiles = Math.max(
                    PixelBlocks.of(shape, lanes, false).tiles(),
                    shape.isPointwise() ? PixelBlocks.of(shape, lanes, true).tiles() : 0);
            return Collections.nCopies(tiles, lanes.columns() * pitch(shape.filters()));
        }
        if (schedule instanceof PixelLanes lanes) {
            ConvShape shape = ConvShape.of(op, program).orElseThrow();
            int row = lanes(lanes, shape);
            List<Integer> sums = new ArrayList<>(Collections.nCopies(band(lanes, shape), lanes.filters() * row));
            boolean window = shape.taps() > shape.depth();
            sums.add(window ? Math.multiplyExact(rowsSeen(lanes, shape), lengthMoved(shape)) : 0);
            sums.addAll(Collections.nCopies(shape.taps() / lanes.taps(), lanes.taps() * row));
            if (shape.taps() % lanes.taps() > 0) {
                sums.add(shape.taps() % lanes.taps() * row);
            }
            return sums;
        }
        if (schedule instanceof WinogradLanes winograd) {
            WinogradBlock block = WinogradBlock.of((Op.Conv) op, winograd, program);
            int n = block.transform().inputs();
            int row = n * Math.max(block.inputPitch(), block.outputPitch());
            int arrays = Math.max(2 * n + 1, block.groups());
            return Collections.nCopies(arrays, Math.max(row, winograd.columns() * block.outputPitch()));
        }
        if (schedule instanceof WindowLanes lanes) {
            Window window = Schedules.window(op).orElseThrow();
            Volume out = program.values().get(op.output());
            int pitch = pitch(out.depth() * lanes.columns());
            int seen = (int) seen(lanes, window, out);
            boolean weights = op instanceof Op.Conv && !isUnrolled(window);
            return weights ? List.of(pitch, seen, seen) : List.of(lanes.rows() * pitch, seen);
        }
        return List.of();
    }
}
