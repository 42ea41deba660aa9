package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.runtime.Volume;
import java.util.Optional;

/**
 * What an operation under its schedule asks of the layout of what it reads.
 *
 * @param order the order it reads, or none where it reads any
 * @param channelPadding the channels that each pixel must have room for, where the order is HWC
 * @param dense whether elements must lie one after the other, no halo
 * @param halo a halo of at least this size, filled; or none where what is in a halo is not read
 */
public record LayoutNeed(Optional<Order> order, int channelPadding, boolean dense, Optional<Padded> halo) {

    /** A filled halo. */
    public record Padded(PadMode mode, Halo halo) {}

    /** Any layout. */
    public static final LayoutNeed ANY = new LayoutNeed(Optional.empty(), 1, false, Optional.empty());

    /** An order. */
    public static LayoutNeed of(Order order, int channelPadding) {
        return new LayoutNeed(Optional.of(order), channelPadding, false, Optional.empty());
    }

    /** The same with elements one after the other. */
    public LayoutNeed withDense() {
        return new LayoutNeed(order, channelPadding, true, halo);
    }

    /** The same with as much of a halo as a window reaches out, filled in this mode. */
    public LayoutNeed withHalo(PadMode mode, Window window, Volume in, Volume out) {
        Halo reach = Halo.reach(window, in, out);
        return reach.isNone()
                ? this
                : new LayoutNeed(order, channelPadding, dense, Optional.of(new Padded(mode, reach)));
    }

    /** Whether a layout is as it must be, its halo aside. */
    public boolean takes(Layout layout) {
        boolean ordered = order.map(wanted -> wanted == Order.CHW ? layout.isChw() : layout.isHwc() && hasRoom(layout))
                .orElse(true);
        return ordered && (!dense || layout.isDense());
    }

    /** One pixel in CHW has room for its own channels. */
    private boolean hasRoom(Layout layout) {
        int room = Math.max(
                layout.pixelStride(),
                layout.order() == Order.CHW ? layout.volume().depth() : 0);
        return room >= channelPadding;
    }
}
