package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.plan.Layout.Order;
import java.util.Optional;

/**
 * What an operation under its schedule asks of the layout of what it reads.
 *
 * @param order the order it reads, or none where it reads any
 * @param room the channels that each pixel must have room for, where the order is CHANNELS
 * @param dense whether elements must lie one after the other, no halo
 * @param halo a halo of at least this size, filled; or none where what is in a halo is not read
 */
record Need(Optional<Order> order, int room, boolean dense, Optional<Padded> halo) {

    /** A filled halo. */
    record Padded(PadMode mode, Halo halo) {}

    /** What {@code op} needs of the input that is the {@code position}-th. */
    static Need of(Op op, int position, Schedule schedule, Program program) {
        if (op instanceof Op.FusedConv && position > 0) {
            return new Need(Optional.of(Order.CHANNELS), schedule.room(), false, Optional.empty());
        }
        if (schedule instanceof Schedule.StraightLine) {
            return new Need(Optional.empty(), 1, false, Optional.empty());
        }
        // A vector convolution reads one element at a time, in any order; pixel lanes copy what they see.
        boolean any = schedule instanceof Schedule.VectorConv || schedule instanceof Schedule.PixelLanes;
        Optional<Order> order = any ? Optional.empty() : Optional.of(schedule.order());
        int room = schedule instanceof Schedule.VectorConv
                ? 1
                : schedule instanceof Schedule.Winograd winograd ? winograd.channelLanes() : schedule.room();
        boolean dense = op instanceof Op.Dense && !any && !(schedule instanceof Schedule.FilterLanes);
        return new Need(order, room, dense, halo(op, schedule, program));
    }

    private static Optional<Padded> halo(Op op, Schedule schedule, Program program) {
        Optional<Op.Conv> conv = ConvShape.conv(op);
        if (conv.isPresent()) {
            return padded(conv.get().padMode(), conv.get(), program);
        }
        if (op instanceof Op.Stencil stencil) {
            return padded(stencil.padMode(), stencil, program);
        }
        if (op instanceof Op.AvgPool pool
                && (schedule instanceof Schedule.VectorWindow || schedule instanceof Schedule.WindowLanes)) {
            return padded(PadMode.ZEROS, pool, program);
        }
        return Optional.empty();
    }

    private static Optional<Padded> padded(PadMode mode, Op.Unary op, Program program) {
        Halo halo = Halo.reach(
                Schedules.window(op).orElseThrow(),
                program.values().get(op.input()),
                program.values().get(op.output()));
        return halo.isNone() ? Optional.empty() : Optional.of(new Padded(mode, halo));
    }

    /** Whether a layout is as it must be, its halo aside. */
    boolean takes(Layout layout) {
        boolean ordered = order.map(
                        wanted -> wanted == Order.PLANES ? layout.isPlanes() : layout.isChannels() && hasRoom(layout))
                .orElse(true);
        return ordered && (!dense || layout.isDense());
    }

    /** One pixel of planes has room for its own channels. */
    private boolean hasRoom(Layout layout) {
        return Math.max(
                        layout.pitch(),
                        layout.order() == Order.PLANES ? layout.volume().depth() : 0)
                >= room;
    }
}
