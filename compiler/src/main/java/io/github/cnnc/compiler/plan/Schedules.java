package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.plan.Schedule.DirectConv;
import io.github.cnnc.compiler.plan.Schedule.Unrolled;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which schedules an operation may have. */
public final class Schedules {

    /** The terms of a network that may be written without a loop. */
    public static final int STRAIGHT_LINE_TERMS = 60_000;

    /**
     * The terms one operation may have to be written without a loop in a network of which that is not asked. Each term and each
     * element has up to three positions, which are constants anywhere in the arena, and a class file has 65,535.
     */
    private static final int STRAIGHT_LINE_OPERATION = 5_000;

    /** The passes one depthwise convolution may take; each is a method. */
    private static final int PASSES = 200;

    /** The longest side that upsampling makes: it counts in half pixels. */
    private static final int LONGEST_SIDE = Integer.MAX_VALUE / 4;

    private static final int[] FILTERS = {1, 2, 3, 4, 6, 8};
    private static final int[] COLUMNS = {1, 2, 3, 4, 5, 6, 7, 8};

    private Schedules() {}

    /** Every legal schedule that the options let, in a fixed order. */
    public static List<Schedule> legal(Op op, Program program, PlanOptions options) {
        return candidates(op, program, options).stream()
                .filter(schedule -> whyNot(schedule, op, program, options).isEmpty())
                .toList();
    }

    /** Every schedule that is made for operations of this kind, legal or not. */
    public static List<Schedule> candidates(Op op, Program program, PlanOptions options) {
        List<Schedule> all = new ArrayList<>(VectorSchedules.candidates(op, program, options));
        if (options.lanes() == 1) {
            all.addAll(LaneSchedules.candidates(op, program));
        }
        if (op instanceof Op.Conv) {
            for (int filters : FILTERS) {
                for (int columns : COLUMNS) {
                    for (Unrolled unrolled : Unrolled.values()) {
                        all.add(new DirectConv(filters, columns, unrolled));
                    }
                }
            }
        }
        if (op instanceof Op.Conv || op instanceof Op.Stencil) {
            for (int columns : COLUMNS) {
                all.add(new Schedule.Depthwise(columns, 9));
                all.add(new Schedule.Depthwise(columns, 25));
            }
        }
        if (op instanceof Op.Dense) {
            for (int rows : FILTERS) {
                all.add(new Schedule.RowDense(rows));
            }
        }
        if (op instanceof Op.MaxPool || op instanceof Op.AvgPool) {
            all.add(new Schedule.Pool(true));
            all.add(new Schedule.Pool(false));
        }
        if (op instanceof Op.FusedConv) {
            return all;
        }
        if (op instanceof Op.Concat || op instanceof Op.Reshape) {
            all.add(new Schedule.Moved(Layout.Order.PLANES));
            all.add(new Schedule.Moved(Layout.Order.CHANNELS));
        } else {
            if (hasLoops(op)) {
                all.add(new Schedule.Loops());
            }
            all.add(new Schedule.StraightLine());
        }
        return all;
    }

    /** Why a schedule is illegal for an operation; empty where it is legal. */
    public static Optional<String> whyNot(Schedule schedule, Op op, Program program, PlanOptions options) {
        Volume out = program.values().get(op.output());
        if (schedule instanceof DirectConv direct) {
            return op instanceof Op.Conv conv ? whyNotDirect(direct, conv, program) : only(schedule, "convolutions");
        }
        if (schedule instanceof Schedule.PixelLanes lanes) {
            return op instanceof Op.Conv conv
                    ? LaneSchedules.whyNot(lanes, ConvShape.of(conv, program).orElseThrow())
                    : only(schedule, "convolutions");
        }
        if (schedule instanceof Schedule.ChannelLanes lanes) {
            return LaneSchedules.whyNot(lanes, op, program);
        }
        if (schedule instanceof Schedule.Depthwise depthwise) {
            return whyNotDepthwise(depthwise, op, program);
        }
        if (schedule instanceof Schedule.RowDense dense) {
            if (!(op instanceof Op.Dense)) {
                return only(schedule, "fully connected layers");
            }
            return dense.rows() > out.size()
                    ? Optional.of("a tile of " + dense.rows() + " rows is more than the " + out.size() + " units")
                    : Optional.empty();
        }
        if (schedule instanceof Schedule.Pool pool) {
            Optional<Window> window = window(op);
            if (window.isEmpty() || !(op instanceof Op.MaxPool || op instanceof Op.AvgPool)) {
                return only(schedule, "pooling");
            }
            return pool.unrolled() ? tooLarge(BodySize.window(taps(window.get()))) : Optional.empty();
        }
        if (schedule instanceof Schedule.Loops) {
            if (!hasLoops(op)) {
                return only(schedule, "element-wise operations, softmax, response normalisation and moves");
            }
            return op instanceof Op.Upsample && Math.max(out.width(), out.height()) > LONGEST_SIDE
                    ? Optional.of("a side of more than " + LONGEST_SIDE + " has no half pixels in an int")
                    : Optional.empty();
        }
        if (schedule instanceof Schedule.Moved moved) {
            boolean planes = moved.order() == Layout.Order.PLANES;
            return op instanceof Op.Concat || op instanceof Op.Reshape && planes
                    ? Optional.empty()
                    : only(schedule, "moves");
        }
        if (schedule instanceof Schedule.Vector vector) {
            return VectorSchedules.whyNot(vector, op, program);
        }
        long terms = Work.terms(op, program);
        int most = options.unroll() == PlanOptions.Unroll.FULL ? STRAIGHT_LINE_TERMS : STRAIGHT_LINE_OPERATION;
        return terms > most
                ? Optional.of(terms + " terms are more than the " + most + " that may be written without a loop")
                : Optional.empty();
    }

    private static Optional<String> whyNotDirect(DirectConv direct, Op.Conv conv, Program program) {
        Volume out = program.values().get(conv.output());
        int filters = out.depth() / conv.groups();
        if (direct.filters() > filters) {
            return Optional.of(
                    "a tile of " + direct.filters() + " filters is more than the " + filters + " of a group");
        }
        if (direct.columns() > out.width()) {
            return Optional.of("a tile of " + direct.columns() + " columns is more than the width of " + out.width());
        }
        Window w = conv.window();
        int columns = Columns.read(w, direct.columns(), 0, direct.unrolled() == Unrolled.NONE ? 1 : w.kernelWidth())
                .size();
        int rows = direct.unrolled() == Unrolled.WINDOW ? w.kernelHeight() : 1;
        int taps = direct.unrolled() == Unrolled.NONE ? 1 : w.kernelWidth() * rows;
        return tooLarge(BodySize.tile(direct.filters(), direct.columns(), taps, columns * rows));
    }

    private static Optional<String> whyNotDepthwise(Schedule.Depthwise schedule, Op op, Program program) {
        Volume out = program.values().get(op.output());
        if (op instanceof Op.Conv conv) {
            int depth = program.values().get(conv.input()).depth();
            if (conv.groups() != depth) {
                return Optional.of(depth / conv.groups() + " channels are summed for each filter, not one");
            }
        } else if (!(op instanceof Op.Stencil)) {
            return only(schedule, "convolutions");
        }
        if (schedule.columns() > out.width()) {
            return Optional.of("a tile of " + schedule.columns() + " columns is more than the width of " + out.width());
        }
        int all = taps(window(op).orElseThrow());
        int taps = Math.min(schedule.taps(), all);
        int passes = (all + taps - 1) / taps;
        if (passes > PASSES) {
            return Optional.of("a window of " + all + " taps takes " + passes + " passes, more than " + PASSES);
        }
        if (passes > 1 && out.width() % schedule.columns() != 0) {
            return Optional.of("tiles of " + schedule.columns() + " columns overlap in a width of " + out.width()
                    + ", and an overlap must not be summed twice");
        }
        return tooLarge(BodySize.tile(1, schedule.columns(), taps, taps * schedule.columns()));
    }

    static Optional<String> tooLarge(int bytes) {
        return bytes > BodySize.BUDGET
                ? Optional.of("about " + bytes + " bytes of bytecode, more than the " + BodySize.BUDGET
                        + " that are sure to be compiled")
                : Optional.empty();
    }

    static Optional<String> only(Schedule schedule, String what) {
        return Optional.of("'" + schedule + "' is for " + what);
    }

    /** Whether an operation runs in plain loops over its elements. */
    private static boolean hasLoops(Op op) {
        return op instanceof Op.Softmax
                || op instanceof Op.ResponseNorm
                || op instanceof Op.Pad
                || op instanceof Op.Crop
                || op instanceof Op.Upsample
                || op instanceof Op.Shuffle
                || op instanceof Op.Slice
                || op instanceof Op.Normalize
                || op instanceof Op.Activate
                || op instanceof Op.Affine
                || op instanceof Op.Add
                || op instanceof Op.Multiply;
    }

    /** The window of an operation that has one. */
    static Optional<Window> window(Op op) {
        return op instanceof Op.Windowed windowed ? Optional.of(windowed.window()) : Optional.empty();
    }

    private static int taps(Window window) {
        return Math.multiplyExact(window.kernelWidth(), window.kernelHeight());
    }
}
