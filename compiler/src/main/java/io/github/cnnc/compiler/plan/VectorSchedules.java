package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Schedule.Taps;
import io.github.cnnc.compiler.plan.Schedule.VectorConv;
import io.github.cnnc.compiler.plan.Schedule.VectorDense;
import io.github.cnnc.compiler.plan.Schedule.VectorLoops;
import io.github.cnnc.compiler.plan.Schedule.VectorWindow;
import io.github.cnnc.compiler.plan.Schedule.Winograd;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which schedules in explicit SIMD there are and which are legal. */
public final class VectorSchedules {

    private static final int[] COLUMNS = {1, 2, 4};
    private static final int[] ROWS = {1, 2, 4};
    private static final int[] VECTORS = {1, 2, 3, 4};
    private static final int[] BLOCKS = {1, 2, 4, 7, 8, 14, 16, 21, 28, 32, 49, 56, 64, 98, 112};

    /** Floats of scratch that a block of Winograd tiles may take: 16 MiB. */
    private static final int SCRATCH = 4 << 20;

    /** Taps up to which the window of pooling and of depthwise convolutions is unrolled. */
    public static final int UNROLLED_TAPS = 25;

    /** Activations that take a polynomial in one body, each of some 500 bytes. */
    private static final int POLYNOMIALS = 4;

    /**
     * Operations on vectors in one method. HotSpot's C1 gives up on methods of some 240 on Java 17 ("out of virtual registers in linear
     * scan"), and if it does so while C2 is busy, they stay with code six times slower for good.
     */
    private static final int OPERATIONS = 210;

    private VectorSchedules() {}

    static List<Schedule> candidates(Op op, Program program, PlanOptions options) {
        List<Schedule> all = new ArrayList<>();
        int widest = options.lanes();
        if (widest == 1) {
            return all;
        }
        int lanes = fitting(program.values().get(op.output()).depth(), options);
        Registers registers = Registers.of(options);
        boolean conv = ConvShape.conv(op).isPresent();
        if (conv || op instanceof Op.Dense) {
            tiles(lanes, registers, op instanceof Op.Dense, all);
        }
        if (op instanceof Op.Dense) {
            for (int rows : new int[] {1, 4, 8}) {
                all.add(new VectorDense(widest, rows));
            }
        }
        if (conv) {
            int depth = program.values().get(op.inputs().get(0)).depth();
            Volume out = program.values().get(ConvShape.conv(op).get().output());
            winograd(lanes, Math.min(lanes, fitting(depth, options)), registers, out, all);
        }
        if (op instanceof Op.Conv || op instanceof Op.MaxPool || op instanceof Op.AvgPool) {
            for (int columns : COLUMNS) {
                all.add(new VectorWindow(lanes, columns));
            }
        }
        if (isElementwise(op)) {
            all.add(new VectorLoops(lanes));
        }
        return all;
    }

    /** The narrowest vector that holds a depth, or the widest there is. */
    private static int fitting(int depth, PlanOptions options) {
        int lanes = options.narrowest();
        while (lanes < options.lanes() && lanes < depth) {
            lanes *= 2;
        }
        return lanes;
    }

    private static void tiles(int lanes, Registers registers, boolean dense, List<Schedule> all) {
        for (int vectors : VECTORS) {
            for (int chains : new int[] {2, 4, 8}) {
                if (registers.hold(1, vectors, chains)) {
                    all.add(new VectorConv(lanes, 1, 1, vectors, chains, Taps.LINE));
                }
            }
            for (int rows : dense ? new int[] {1} : ROWS) {
                for (int columns = 1; columns <= (dense ? 1 : 14); columns++) {
                    if (registers.hold(rows * columns, vectors, 1)) {
                        for (Taps taps : registers.taps()) {
                            all.add(new VectorConv(lanes, rows, columns, vectors, 1, taps));
                        }
                    }
                }
            }
        }
    }

    /**
     * Rows of a register tile, each of which has an address of its own. Eight rows of three vectors ran at 52 instead of 320
     * GFLOP/s (14x14, 256 filters, JDK 25).
     */
    private static int mostRows(int vectors) {
        return vectors == 1 ? 14 : vectors == 2 ? 8 : 7;
    }

    private static void winograd(int lanes, int channelLanes, Registers registers, Volume out, List<Schedule> all) {
        for (int outputs : new int[] {2, 4}) {
            // All tiles, if they are few, and part of more.
            Set<Integer> blocks = new TreeSet<>();
            blocks.add((out.width() + outputs - 1) / outputs * ((out.height() + outputs - 1) / outputs));
            blocks.removeIf(tiles -> tiles > BLOCKS[BLOCKS.length - 1]);
            for (int tiles : BLOCKS) {
                blocks.add(tiles);
            }
            for (int tiles : blocks) {
                for (int vectors : VECTORS) {
                    for (int rows = 1; rows <= mostRows(vectors); rows++) {
                        boolean full =
                                2 * rows * vectors > registers.sums() || rows == tiles || vectors == 1 && rows >= 5;
                        if (registers.hold(rows, vectors, 1) && full) {
                            all.add(new Winograd(lanes, channelLanes, outputs, tiles, rows, vectors));
                        }
                    }
                }
            }
        }
    }

    static Optional<String> whyNot(Schedule.Vector schedule, Op op, Program program) {
        Volume out = program.values().get(op.output());
        if (schedule instanceof VectorConv vector) {
            int sums = vector.rows() * vector.columns() * vector.vectors();
            if (sums > POLYNOMIALS && ((Op.Activated) op).activation().isTranscendental()) {
                return Optional.of("a tile of " + sums + " vectors has no room for as many polynomials");
            }
            return ConvShape.of(op, program)
                    .map(shape -> op instanceof Op.FusedConv fused && fused.pooled() && !isEven(vector)
                            ? Optional.of("a tile that is pooled has rows and columns in pairs")
                            : operations(vector, shape, op) > OPERATIONS
                                    ? tooMany(operations(vector, shape, op))
                                    : whyNot(vector, shape))
                    .orElseGet(() -> Schedules.only(schedule, "convolutions and fully connected layers"));
        }
        if (schedule instanceof VectorDense dense) {
            if (!(op instanceof Op.Dense)) {
                return Schedules.only(schedule, "fully connected layers");
            }
            return dense.rows() > out.size()
                    ? Optional.of("a tile of " + dense.rows() + " rows is more than the " + out.size() + " units")
                    : Optional.empty();
        }
        if (schedule instanceof Winograd winograd) {
            return ConvShape.conv(op)
                    .map(conv -> whyNot(
                            winograd,
                            conv,
                            program.values().get(conv.input()),
                            program.values().get(conv.output())))
                    .orElseGet(() -> Schedules.only(schedule, "convolutions"));
        }
        if (schedule instanceof VectorWindow window) {
            return whyNot(window, op, program, out);
        }
        return isElementwise(op) ? Optional.empty() : Schedules.only(schedule, "element-wise operations");
    }

    /** Operations on vectors in the body of a tile. */
    private static int operations(VectorConv s, ConvShape shape, Op op) {
        int pixels = s.rows() * s.columns();
        int sums = pixels * s.vectors();
        int taps = s.taps() == Taps.LINE ? s.chains() + shape.depth() % s.chains() : unrolled(s, shape);
        int residual = op.inputs().size() > 1 ? 2 : 0;
        boolean pooled = op instanceof Op.FusedConv fused && fused.pooled();
        int results = pooled ? sums / 4 : sums;
        return sums * (2 * s.chains() - 1)
                + (sums - results)
                + results * (epilogue(op) + residual)
                + taps * (s.vectors() + pixels + sums);
    }

    /** Operations on vectors that activate and store one. */
    private static int epilogue(Op op) {
        return switch (((Op.Activated) op).activation().function()) {
            case NONE -> 1;
            case RELU -> 2;
            case RELU6 -> 3;
            case LEAKY_RELU -> 4;
            case PRELU, HARD_SIGMOID, HARD_SWISH -> 6;
            case SIGMOID, SILU, TANH, ELU, SELU, SOFTPLUS, GELU -> 40;
        };
    }

    private static Optional<String> tooMany(int operations) {
        return Optional.of(operations + " operations on vectors are more than HotSpot's C1 compiles");
    }

    private static boolean isEven(VectorConv s) {
        return s.rows() % 2 == 0 && s.columns() % 2 == 0;
    }

    private static Optional<String> whyNot(VectorConv s, ConvShape shape) {
        int filters = s.vectors() * s.lanes();
        boolean padded = s.vectors() == 1 && shape.groups() == 1;
        if (filters > shape.filters() && !padded) {
            return Optional.of("a tile of " + filters + " filters is more than the " + shape.filters() + " of a group");
        }
        if (s.columns() > shape.width() || s.rows() > shape.height()) {
            return Optional.of("a tile of " + s.columns() + "x" + s.rows() + " pixels is more than the " + shape.width()
                    + "x" + shape.height());
        }
        if (s.taps() == Taps.ROW && shape.kernelWidth() == 1 || s.taps() == Taps.WINDOW && shape.kernelHeight() == 1) {
            return Optional.of("a window of " + shape.kernelWidth() + "x" + shape.kernelHeight()
                    + " has no more than a " + (s.taps() == Taps.ROW ? "tap" : "row"));
        }
        if (s.chains() > shape.depth()) {
            return Optional.of(s.chains() + " chains are more than the " + shape.depth() + " channels");
        }
        int taps = unrolled(s, shape);
        return Schedules.tooLarge(BodySize.vectorTile(s.rows() * s.columns(), s.vectors(), taps));
    }

    private static Optional<String> whyNot(Winograd s, Op.Conv conv, Volume in, Volume out) {
        Window w = conv.window();
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
        int filters = s.vectors() * s.lanes();
        if (filters > out.depth()) {
            return Optional.of("a tile of " + filters + " filters is more than the " + out.depth());
        }
        if (s.outputs() > out.width() || s.outputs() > out.height()) {
            return Optional.of("a tile of " + s.outputs() + "x" + s.outputs() + " outputs is more than the "
                    + out.width() + "x" + out.height());
        }
        WinogradShape shape = WinogradShape.of(conv, s, in, out);
        if (s.tiles() > shape.tiles() || s.rows() > s.tiles()) {
            return Optional.of("there are only " + shape.tiles() + " tiles");
        }
        if (shape.inputFloats() + (long) s.tiles() * shape.outputTile() > SCRATCH) {
            return Optional.of("a block of " + s.tiles() + " tiles takes more than " + SCRATCH + " floats of scratch");
        }
        return Schedules.tooLarge(BodySize.vectorTile(s.rows(), s.vectors(), 1));
    }

    /** Taps in the body of the inner loop. */
    static int unrolled(VectorConv s, ConvShape shape) {
        return switch (s.taps()) {
            case LINE -> s.chains();
            case ROW -> shape.kernelWidth();
            case WINDOW -> shape.kernelWidth() * shape.kernelHeight();
        };
    }

    private static Optional<String> whyNot(VectorWindow s, Op op, Program program, Volume out) {
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
        if (s.columns() > out.width()) {
            return Optional.of("a tile of " + s.columns() + " columns is more than the width of " + out.width());
        }
        int taps = w.kernelWidth() * w.kernelHeight();
        int unrolled = taps > UNROLLED_TAPS ? 1 : taps;
        int operations = s.columns() * (2 * unrolled + 1 + epilogue(op)) + (op instanceof Op.Conv ? unrolled : 0);
        return operations > OPERATIONS
                ? tooMany(operations)
                : Schedules.tooLarge(BodySize.vectorTile(s.columns(), 1, unrolled));
    }

    private static boolean isElementwise(Op op) {
        return op instanceof Op.Activate
                || op instanceof Op.Affine
                || op instanceof Op.Add
                || op instanceof Op.Multiply;
    }
}
