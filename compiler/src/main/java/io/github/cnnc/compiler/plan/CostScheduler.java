package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.plan.Schedule.DirectConv;
import io.github.cnnc.compiler.plan.Schedule.Unrolled;
import io.github.cnnc.runtime.Volume;
import java.util.Comparator;
import java.util.List;

/**
 * Picks the schedule with the fewest estimated cycles; of equals the first.
 *
 * <p>The model is a core that does two scalar multiply-adds and two loads a cycle, a multiply-add taking four cycles,
 * with registers for about sixteen accumulators.
 */
public final class CostScheduler implements Scheduler {

    /** Multiply-adds in a loop body past which C2 does worse (see {@link Unrolled#WINDOW}). */
    private static final int CLIFF = 160;

    /** Terms of an operation up to which straight-line code is not too long to be chosen unasked. */
    private static final int FEW_TERMS = 64;

    private final PlanOptions.Unroll unroll;
    private final boolean plain;

    public CostScheduler(PlanOptions options) {
        this.unroll = options.unroll();
        this.plain = options.lanes() == 1;
    }

    @Override
    public Schedule choose(Op op, Program program, List<Schedule> legal) {
        return legal.stream()
                .min(Comparator.comparingDouble(schedule -> cost(schedule, op, program)))
                .orElseThrow();
    }

    /** The estimate for a legal schedule, in cycles; next to the largest double where it is not to be used unless asked for. */
    public double cycles(Schedule schedule, Op op, Program program) {
        return cost(schedule, op, program);
    }

    private double cost(Schedule schedule, Op op, Program program) {
        Volume out = program.values().get(op.output());
        if (schedule instanceof DirectConv direct) {
            return direct(direct, (Op.Conv) op, program, out);
        }
        if (schedule instanceof Schedule.PixelLanes lanes) {
            return unroll == PlanOptions.Unroll.NONE ? Double.MAX_VALUE / 2 : LaneCost.of(lanes, op, program);
        }
        if (schedule instanceof Schedule.ChannelLanes lanes) {
            return unroll == PlanOptions.Unroll.NONE ? Double.MAX_VALUE / 2 : LaneCost.of(lanes, op, program);
        }
        if (schedule instanceof Schedule.Depthwise depthwise) {
            int taps = Schedules.window(op)
                    .map(w -> w.kernelWidth() * w.kernelHeight())
                    .orElseThrow();
            int passes = (taps + depthwise.taps() - 1) / depthwise.taps();
            double tile = taps * depthwise.columns() * 0.5 + passes * (4 + 2.0 * depthwise.columns());
            return tile * tiles(out.width(), depthwise.columns()) * out.height() * out.depth();
        }
        if (schedule instanceof Schedule.RowDense dense) {
            double inputs = program.values().get(op.inputs().get(0)).size();
            return tiles(out.size(), dense.rows()) * inputs * Math.max(4, 2 + dense.rows() * 0.5);
        }
        if (schedule instanceof Schedule.Pool pool) {
            int taps = Schedules.window(op)
                    .map(w -> w.kernelWidth() * w.kernelHeight())
                    .orElseThrow();
            boolean pays = taps <= 49 && unroll != PlanOptions.Unroll.NONE;
            return out.size() * (taps + 10.0) + (pool.unrolled() == pays ? 0 : 1);
        }
        if (schedule instanceof Schedule.Vector vector) {
            return VectorCost.of(vector, op, program);
        }
        if (schedule instanceof Schedule.Moved moved) {
            return moved.order() == order(op, program) ? 0 : 1;
        }
        if (schedule instanceof Schedule.StraightLine) {
            return unroll == PlanOptions.Unroll.FULL ? -1 : straightLine(op, program);
        }
        return 10.0 * Work.terms(op, program);
    }

    /**
     * A term reads two elements, each within bounds that are tested; a loop has to be set up. 1x1x2, FC(2)-ReLU-FC(1) takes 16 instead
     * of 25 ns, 4x4x1, POOL 11 instead of 43, but 5x5x1, CONV(1, 3x3) 39 instead of 31.
     */
    private double straightLine(Op op, Program program) {
        long terms = Work.terms(op, program);
        boolean sums =
                op instanceof Op.Conv || op instanceof Op.Dense || op instanceof Op.MaxPool || op instanceof Op.AvgPool;
        return sums && terms <= FEW_TERMS && unroll != PlanOptions.Unroll.NONE ? 2 + 1.2 * terms : Double.MAX_VALUE;
    }

    /** The order in which what is moved has probably been written. */
    private Layout.Order order(Op op, Program program) {
        boolean few = op.inputs().stream()
                .anyMatch(input -> program.values().get(input).depth() < LaneCost.FEW);
        return plain && (few || unroll == PlanOptions.Unroll.NONE) ? Layout.Order.PLANES : Layout.Order.CHANNELS;
    }

    private double direct(DirectConv s, Op.Conv conv, Program program, Volume out) {
        Window w = conv.window();
        int depth = program.values().get(conv.input()).depth() / conv.groups();
        int filters = out.depth() / conv.groups();
        int accumulators = s.filters() * s.columns();
        boolean none = s.unrolled() == Unrolled.NONE;
        int unrolledTaps = none ? 1 : w.kernelWidth() * (s.unrolled() == Unrolled.WINDOW ? w.kernelHeight() : 1);
        if (unroll == PlanOptions.Unroll.NONE && !none) {
            return Double.MAX_VALUE / 2;
        }
        double loads = s.filters()
                + Columns.read(w, s.columns(), 0, none ? 1 : w.kernelWidth()).size() / (none ? 1.0 : w.kernelWidth());
        double tap = Math.max(Math.max(accumulators / 2.0, loads / 2.0), none ? 4 : 2);
        double loop = 3.0 / unrolledTaps;
        double spills = Math.max(0, accumulators - 16) * 1.0;
        double cliff = unrolledTaps * accumulators > CLIFF ? 1.6 : 1;
        double tile =
                (tap + loop + spills) * cliff * depth * w.kernelWidth() * w.kernelHeight() + 10 + 2 * accumulators;
        return tile * tiles(filters, s.filters()) * conv.groups() * tiles(out.width(), s.columns()) * out.height();
    }

    private static long tiles(int size, int tile) {
        return (size + tile - 1) / tile;
    }
}
