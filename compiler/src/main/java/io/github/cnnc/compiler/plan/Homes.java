package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.layout.BufferView.Buffer;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.plan.Storage.View;
import io.github.cnnc.runtime.Volume;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides in which layout and storage each value is written.
 *
 * <p>A value gets the halo its consumers need, in the pad mode of the first of them that needs one. The network's
 * input, its output and what {@code Reshape} writes stay dense; who needs anything else of a value reads a copy. Going from the last
 * operation to the first, a value that only a concatenation reads is placed inside the concatenation's own storage, and
 * one that is only looked at under another volume shares that value's.
 */
final class Homes {

    private final Program program;
    private final List<Operation> operations;
    private final List<Schedule> schedules;
    private final Map<Integer, Integer> uses = new HashMap<>();
    private final Map<Integer, LayoutNeed.Padded> halos = new HashMap<>();
    private final Map<Integer, Order> orders = new HashMap<>();
    private final Map<Integer, Integer> channelPaddings = new HashMap<>();
    private final Set<Integer> reshaped = new HashSet<>();
    private final Map<Integer, View> views = new HashMap<>();

    Homes(Program program, List<Operation> operations, List<Schedule> schedules) {
        this.program = program;
        this.operations = operations;
        this.schedules = schedules;
        countUses();
        orders.put(0, Order.CHW);
        channelPaddings.put(0, 1);
        for (int i = 0; i < schedules.size(); i++) {
            orders.put(program.ops().get(i).output(), schedules.get(i).order());
            channelPaddings.put(program.ops().get(i).output(), schedules.get(i).channelPadding());
        }
        collectHalos();
        views.put(0, View.alone(Buffer.IN, Layout.dense(volume(0))));
        for (int i = program.ops().size() - 1; i >= 0; i--) {
            place(program.ops().get(i));
        }
    }

    /** Where a value is written. */
    View of(int value) {
        return views.get(value);
    }

    /** The halo a value is written with and how it is filled. */
    Optional<LayoutNeed.Padded> halo(int value) {
        return Optional.ofNullable(halos.get(value));
    }

    private void countUses() {
        uses.merge(program.output(), 1, Integer::sum);
        for (Op op : program.ops()) {
            for (int input : op.inputs()) {
                uses.merge(input, 1, Integer::sum);
            }
        }
    }

    private void collectHalos() {
        for (int i = 0; i < program.ops().size(); i++) {
            Op op = program.ops().get(i);
            for (int position = 0; position < op.inputs().size(); position++) {
                LayoutNeed need = schedules.get(i).need(operations.get(i), position);
                int input = op.inputs().get(position);
                // Who wants another order reads a copy, which has the halo.
                boolean here = need.order().map(orders.get(input)::equals).orElse(true);
                need.halo().filter(halo -> here).ifPresent(halo -> halos.merge(input, halo, Homes::join));
            }
        }
        halos.remove(0);
        halos.remove(program.output());
        for (Op op : program.ops()) {
            if (op instanceof Op.Reshape) {
                reshaped.add(op.output());
            }
        }
        halos.keySet().removeAll(reshaped);
    }

    private static LayoutNeed.Padded join(LayoutNeed.Padded a, LayoutNeed.Padded b) {
        return a.mode() == b.mode() ? new LayoutNeed.Padded(a.mode(), a.halo().max(b.halo())) : a;
    }

    private void place(Op op) {
        int output = op.output();
        if (!views.containsKey(output)) {
            views.put(output, home(op));
        }
        View view = views.get(output);
        if (op instanceof Op.Concat concat) {
            placeParts(concat, view);
        } else if (op instanceof Op.Reshape reshape && canShare(reshape, view)) {
            views.put(reshape.input(), new View(view.storage(), view.offset(), Layout.dense(volume(reshape.input()))));
        }
    }

    private View home(Op op) {
        if (op.output() == program.output()) {
            Layout own = layout(op.output(), Halo.NONE);
            return own.isChw()
                    ? View.alone(Buffer.OUT, Layout.dense(volume(op.output())))
                    : View.alone(Buffer.ARENA, own);
        }
        if (op instanceof Op.Reshape reshape && reshape.input() == 0) {
            return new View(views.get(0).storage(), 0, Layout.dense(volume(op.output())));
        }
        Halo halo = halo(op.output()).map(LayoutNeed.Padded::halo).orElse(Halo.NONE);
        return View.alone(Buffer.ARENA, layout(op.output(), halo));
    }

    private void placeParts(Op.Concat concat, View whole) {
        int channel = 0;
        for (int input : concat.inputs()) {
            boolean denseOnly = reshaped.contains(input) && !whole.layout().isDense();
            boolean sameOrder = orders.get(input) == whole.layout().order();
            boolean fits = channelPaddings.get(input) <= volume(input).depth();
            if (input != 0 && uses.get(input) == 1 && !denseOnly && sameOrder && fits) {
                views.put(input, part(whole, channel, volume(input)));
            }
            channel += volume(input).depth();
        }
    }

    /** The channels of a view that begin at {@code channel}. */
    static View part(View whole, int channel, Volume volume) {
        Layout all = whole.layout();
        Layout layout = new Layout(volume, all.halo(), all.order(), all.pixelStride());
        return new View(whole.storage(), whole.offset() + channel * all.channelStride(), layout);
    }

    private boolean canShare(Op.Reshape reshape, View view) {
        int input = reshape.input();
        return input != 0
                && input != program.output()
                && !views.containsKey(input)
                && halo(input).isEmpty()
                && layout(input, Halo.NONE).isChw()
                && view.layout().isDense();
    }

    private Layout layout(int value, Halo halo) {
        return Layout.of(volume(value), halo, orders.get(value), channelPaddings.get(value));
    }

    private Volume volume(int value) {
        return program.values().get(value);
    }
}
