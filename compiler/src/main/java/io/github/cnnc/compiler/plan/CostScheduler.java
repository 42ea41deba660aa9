package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
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

    /** Multiply-adds in the loop of filter lanes past which C2 does not vectorise it. */
    private static final int VECTORISED = 12;

    private final PlanOptions.Unroll unroll;
    private final Layout.Order order;

    public CostScheduler(PlanOptions options) {
        this.unroll = options.unroll();
        this.order = options.lanes() > 1 ? Layout.Order.CHANNELS : Layout.Order.PLANES;
    }

    @Override
    public Schedule choose(Op op, Program program, List<Schedule> legal) {
        return legal.stream()
                .min(Comparator.comparingDouble(schedule -> cost(schedule, op, program)))
                .orElseThrow();
    }

    private double cost(Schedule schedule, Op op, Program program) {
        Volume out = program.values().get(op.output());
        if (schedule instanceof DirectConv direct) {
            return direct(direct, (Op.Conv) op, program, out);
        }
        if (schedule instanceof Schedule.FilterLanes lanes) {
            return lanes(lanes, (Op.Conv) op, program, out);
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
            return tiles(out.size(), dense.rows()) * inputs * Math.max(4, dense.rows());
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
            return moved.order() == order ? 0 : 1;
        }
        if (schedule instanceof Schedule.StraightLine) {
            return unroll == PlanOptions.Unroll.FULL ? -1 : Double.MAX_VALUE;
        }
        return 10.0 * Work.terms(op, program);
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

    /**
     * Eight multiply-adds a cycle in vectors, two in what is left over and in bodies past {@link #VECTORISED}, and 25 cycles for
     * a call with the scalar loops around the vector loop.
     *
     * <p>Measured, GFLOP/s on JDK 17 / 25, columns x taps (scalar register tiles: 10 to 14 everywhere; the machine was shared,
     * so figures vary by a third): 3x3 64 filters 4x3 29/34, 2x4 30/29, 4x4 9/11; 3x3 512 channels 128 filters 4x3 20/37, 2x4
     * 34/30, 4x4 8/10; 1x1 256 to 128 4x3 41/40, 2x4 33/33, 4x4 11/11; 5x5 4x3 26/27; 3x3 of 3 channels 4x3 12 to 22/27;
     * 7x7 stride 2 of 3 channels 4x3 10/18, no better than scalar on JDK 17.
     */
    private double lanes(Schedule.FilterLanes s, Op.Conv conv, Program program, Volume out) {
        if (unroll == PlanOptions.Unroll.NONE) {
            return Double.MAX_VALUE / 2;
        }
        int depth = program.values().get(conv.input()).depth() / conv.groups();
        int filters = out.depth() / conv.groups();
        double taps =
                (double) depth * conv.window().kernelWidth() * conv.window().kernelHeight();
        double lanes = s.columns() * s.taps() <= VECTORISED ? filters / 16 * 2 + filters % 16 / 2.0 : filters / 2.0;
        double all = taps * s.columns() * lanes;
        double memory = taps / s.taps() * filters / 16 * (2 * s.columns() + s.taps()) / 2;
        double tile = Math.max(all, memory) + taps / s.taps() * 25 + filters * s.columns() * 2.0;
        return tile * conv.groups() * tiles(out.width(), s.columns()) * out.height();
    }

    private static long tiles(int size, int tile) {
        return (size + tile - 1) / tile;
    }
}
