package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.plan.Layout.Order;
import io.github.cnnc.compiler.plan.Placement.Buffer;
import io.github.cnnc.compiler.plan.Storage.View;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes a plan: a schedule for every operation, a place for every value, then the steps in order. */
public final class Planner {

    private final Program program;
    private final List<Schedule> schedules;
    private final Homes homes;

    /** The steps, made when every storage has its offset. */
    private final List<Supplier<Step>> steps = new ArrayList<>();

    private final Set<Storage> storages = new LinkedHashSet<>();

    /** Copies that consumers read instead of a value itself: per value and pad mode, or dense. */
    private final Map<List<Object>, View> copies = new LinkedHashMap<>();

    private Planner(Program program, List<Schedule> schedules) {
        this.program = program;
        this.schedules = schedules;
        this.homes = new Homes(program, schedules);
    }

    /** The plan with the cheapest schedules; {@link PlanLimit} where generated code cannot be that large. */
    public static Plan plan(Program program, PlanOptions options) {
        return plan(program, options, new CostScheduler(options));
    }

    /** The plan with the schedules that {@code scheduler} picks. */
    public static Plan plan(Program program, PlanOptions options, Scheduler scheduler) {
        program.tensors().forEach(Planner::checkTensor);
        if (options.unroll() == PlanOptions.Unroll.FULL) {
            checkStraightLine(program);
        }
        Program fused =
                options.lanes() > 1 && options.unroll() != PlanOptions.Unroll.FULL ? Fusion.fuse(program) : program;
        List<Schedule> schedules = fused.ops().stream()
                .map(op -> schedule(op, fused, options, scheduler))
                .toList();
        // What operations made here write has a volume, too.
        Program original = program.withOps(fused.values(), program.ops());
        return new Planner(fused, schedules).arrange(original, options);
    }

    private static Schedule schedule(Op op, Program program, PlanOptions options, Scheduler scheduler) {
        List<Schedule> legal = Schedules.legal(op, program, options);
        if (legal.isEmpty()) {
            String reasons = Schedules.candidates(op, program, options).stream()
                    .flatMap(schedule -> Schedules.whyNot(schedule, op, program, options).stream())
                    .distinct()
                    .collect(Collectors.joining("; "));
            throw new PlanLimit("no schedule can run " + op.provenance().layer() + ": " + reasons);
        }
        return scheduler.choose(op, program, legal);
    }

    private static void checkTensor(TensorSpec tensor) {
        double size = tensor.shape().stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        if (size > Integer.MAX_VALUE) {
            throw new PlanLimit(tensor + " has more than 2^31-1 elements, what one Java array can hold");
        }
    }

    private static void checkStraightLine(Program program) {
        long terms = 0;
        for (Op op : program.ops()) {
            terms += Work.terms(op, program);
            if (terms > Schedules.STRAIGHT_LINE_TERMS) {
                throw new PlanLimit("unroll=full writes every term of the network by itself; up to "
                        + op.provenance().layer() + " these are " + terms + ", "
                        + (terms - Schedules.STRAIGHT_LINE_TERMS)
                        + " more than the " + Schedules.STRAIGHT_LINE_TERMS + " there is room for");
            }
        }
    }

    /** @param original the program before fusion */
    private Plan arrange(Program original, PlanOptions options) {
        for (int i = 0; i < program.ops().size(); i++) {
            addSteps(program.ops().get(i), schedules.get(i));
        }
        View result = homes.of(program.output());
        if (result.storage().buffer != Buffer.OUT) {
            View out = View.alone(Buffer.OUT, Layout.dense(program.values().get(program.output())));
            String what = program.output() == 0 ? "the input as it is" : "the last volume, plane by plane";
            copy(result, out, new Provenance("output", what, ""));
        }
        List<Storage> arena = storages.stream()
                .filter(storage -> storage.buffer == Buffer.ARENA || storage.buffer == Buffer.SCRATCH)
                .toList();
        int floats = Arena.assign(arena);
        Map<Integer, Placement> placements = new LinkedHashMap<>();
        placements.put(0, homes.of(0).placement());
        program.ops()
                .forEach(op -> placements.put(op.output(), homes.of(op.output()).placement()));
        return new Plan(
                original,
                options,
                steps.stream().map(Supplier::get).toList(),
                placements,
                floats,
                most(Buffer.SCRATCH),
                sums(),
                Arena.liveLowerBound(arena, steps.size()));
    }

    /** The floats of the largest storage in a buffer. */
    private int most(Buffer buffer) {
        return (int) storages.stream()
                .filter(storage -> storage.buffer == buffer)
                .mapToLong(storage -> storage.floats)
                .max()
                .orElse(0);
    }

    /** The floats of each short array, enough for every operation. */
    private List<Integer> sums() {
        List<Integer> most = new ArrayList<>();
        for (int i = 0; i < program.ops().size(); i++) {
            List<Integer> own = LaneSchedules.sums(program.ops().get(i), schedules.get(i), program);
            for (int row = 0; row < own.size(); row++) {
                if (row == most.size()) {
                    most.add(0);
                }
                most.set(row, Math.max(most.get(row), own.get(row)));
            }
        }
        return most;
    }

    private void addSteps(Op op, Schedule schedule) {
        View output = homes.of(op.output());
        if (op instanceof Op.Reshape reshape) {
            View input = homes.of(reshape.input());
            View same = new View(
                    output.storage(),
                    output.offset(),
                    Layout.dense(input.layout().volume()));
            if (!input.equals(same)) {
                copy(input, same, op.provenance());
            }
        } else if (op instanceof Op.Concat concat) {
            addConcat(concat, output);
        } else {
            List<View> inputs = new ArrayList<>();
            for (int position = 0; position < op.inputs().size(); position++) {
                Need need = Need.of(op, position, schedule, program);
                inputs.add(readable(op.inputs().get(position), need, op.provenance()));
            }
            List<Packed> weights = weights(op, schedule, inputs.get(0).layout());
            Optional<View> scratch = scratch(op, schedule);
            inputs.forEach(this::touch);
            scratch.ifPresent(this::touch);
            touch(output);
            steps.add(() -> new Step.Compute(
                    op,
                    schedule,
                    inputs.stream().map(View::placement).toList(),
                    output.placement(),
                    scratch.map(View::placement),
                    LaneSchedules.sums(op, schedule, program),
                    weights));
        }
        homes.halo(op.output()).ifPresent(halo -> fill(output, halo, op.provenance()));
    }

    private void addConcat(Op.Concat concat, View output) {
        int channel = 0;
        for (int value : concat.inputs()) {
            View input = homes.of(value);
            View part = Homes.part(output, channel, program.values().get(value));
            if (!input.equals(part)) {
                copy(input, part, concat.provenance());
            }
            channel += program.values().get(value).depth();
        }
    }

    /** The value's home if that serves the need, else a copy that does, made now if it is the first that is needed. */
    private View readable(int value, Need need, Provenance provenance) {
        View home = homes.of(value);
        Optional<PadMode> mode = need.halo().map(Need.Padded::mode);
        boolean padded = mode.isEmpty()
                || homes.halo(value).map(halo -> halo.mode() == mode.get()).orElse(false);
        if (need.takes(home.layout()) && padded) {
            return home;
        }
        Order order = need.order().orElse(home.layout().order());
        return copies.computeIfAbsent(List.of(value, order, need.room(), need.dense(), mode), key -> {
            Optional<Need.Padded> all = need.halo().map(halo -> allOf(value, halo, order));
            Halo halo = all.map(Need.Padded::halo).orElse(Halo.NONE);
            View view = View.alone(Buffer.ARENA, Layout.of(home.layout().volume(), halo, order, need.room()));
            copy(home, view, provenance);
            all.ifPresent(filled -> fill(view, filled, provenance));
            return view;
        });
    }

    /** The halo that serves every reader of a value in one order and mode. */
    private Need.Padded allOf(int value, Need.Padded first, Order order) {
        Halo halo = first.halo();
        for (int i = 0; i < program.ops().size(); i++) {
            Op op = program.ops().get(i);
            for (int position = 0; position < op.inputs().size(); position++) {
                if (op.inputs().get(position) != value) {
                    continue;
                }
                Need other = Need.of(op, position, schedules.get(i), program);
                boolean same = other.order().map(order::equals).orElse(true);
                if (same && other.halo().isPresent() && other.halo().get().mode() == first.mode()) {
                    halo = halo.max(other.halo().get().halo());
                }
            }
        }
        return new Need.Padded(first.mode(), halo);
    }

    private void copy(View input, View output, Provenance provenance) {
        touch(input);
        touch(output);
        steps.add(() -> new Step.Copy(input.placement(), output.placement(), provenance));
    }

    private void fill(View output, Need.Padded halo, Provenance provenance) {
        touch(output);
        steps.add(() -> new Step.FillHalo(output.placement(), halo.mode(), provenance));
    }

    /** Notes that the step about to be added uses a view's storage. */
    private void touch(View view) {
        view.storage().touch(steps.size());
        storages.add(view.storage());
    }

    private List<Packed> weights(Op op, Schedule schedule, Layout in) {
        List<Packed> weights = new ArrayList<>();
        int depth = program.values().get(op.output()).depth();
        Packed.Order byChannel = byChannel(schedule, depth);
        Optional<Op.Conv> conv = ConvShape.conv(op);
        if (conv.isPresent()) {
            weights.add(new Packed(conv.get().weight(), order(op, conv.get(), schedule, in)));
            conv.get().bias().ifPresent(bias -> weights.add(new Packed(bias, byChannel)));
        } else if (op instanceof Op.Dense dense) {
            weights.add(new Packed(dense.weight(), order(dense, schedule, in)));
            dense.bias().ifPresent(bias -> weights.add(new Packed(bias, byChannel)));
        } else if (op instanceof Op.Affine affine) {
            weights.add(new Packed(affine.scale(), byChannel));
            weights.add(new Packed(affine.shift(), byChannel));
        }
        if (op instanceof Op.Activated activated) {
            activated.activation().slope().ifPresent(slope -> weights.add(new Packed(slope, byChannel)));
        }
        return weights;
    }

    /** How numbers that each output channel has one of are arranged. */
    private static Packed.Order byChannel(Schedule schedule, int depth) {
        if (schedule instanceof Schedule.WindowLanes lanes) {
            int pitch = LaneSchedules.pitch(depth * lanes.columns());
            return new Packed.Repeated(depth, 1, lanes.columns(), pitch);
        }
        // A vector that is wider than the depth reads as many numbers as it has lanes.
        return schedule.room() > depth ? new Packed.Padded(schedule.room()) : new Packed.AsStored();
    }

    private Packed.Order order(Op.Dense dense, Schedule schedule, Layout in) {
        return schedule instanceof Schedule.FilterLanes lanes
                ? tapRows(dense, lanes, in)
                : vectorOrder(dense, schedule).orElseGet(Packed.AsStored::new);
    }

    private Packed.Order tapRows(Op op, Schedule.FilterLanes lanes, Layout in) {
        ConvShape shape = ConvShape.of(op, program).orElseThrow();
        return new Packed.TapRows(shape, TapRuns.of(shape, in).taps(), lanes.taps());
    }

    private Optional<Packed.Order> vectorOrder(Op op, Schedule schedule) {
        if (!(schedule instanceof Schedule.VectorConv vector)) {
            return Optional.empty();
        }
        ConvShape shape = ConvShape.of(op, program).orElseThrow();
        return Optional.of(new Packed.VectorTiles(shape, vector.vectors() * vector.lanes(), vector.taps()));
    }

    private Packed.Order order(Op op, Op.Conv conv, Schedule schedule, Layout in) {
        Optional<Packed.Order> vector = vectorOrder(op, schedule);
        if (vector.isPresent()) {
            return vector.get();
        }
        if (schedule instanceof Schedule.Winograd winograd) {
            WinogradShape shape = winogradShape(conv, winograd);
            return new Packed.WinogradTiles(
                    winograd.outputs(),
                    shape.transform().kernel(),
                    shape.filters(),
                    shape.depth(),
                    winograd.vectors() * winograd.lanes());
        }
        if (schedule instanceof Schedule.VectorWindow) {
            return new Packed.Transposed(
                    conv.groups(),
                    conv.window().kernelWidth() * conv.window().kernelHeight(),
                    Math.max(conv.groups(), schedule.room()));
        }
        int groups = conv.groups();
        int depth = program.values().get(conv.input()).depth() / groups;
        int filters = program.values().get(conv.output()).depth() / groups;
        int taps = depth * conv.window().kernelWidth() * conv.window().kernelHeight();
        if (schedule instanceof Schedule.FilterLanes lanes) {
            return tapRows(conv, lanes, in);
        }
        if (schedule instanceof Schedule.WinogradLanes lanes) {
            return new Packed.WinogradRows(lanes.outputs(), conv.window().kernelWidth(), filters, depth, lanes.taps());
        }
        if (schedule instanceof Schedule.WindowLanes lanes) {
            return new Packed.Repeated(groups, taps, lanes.columns(), LaneSchedules.pitch(groups * lanes.columns()));
        }
        return schedule instanceof Schedule.DirectConv direct && direct.filters() > 1
                ? new Packed.FilterTiles(groups, filters, taps, direct.filters())
                : new Packed.AsStored();
    }

    private WinogradShape winogradShape(Op.Conv conv, Schedule.Winograd schedule) {
        return WinogradShape.of(
                conv,
                schedule,
                program.values().get(conv.input()),
                program.values().get(conv.output()));
    }

    /** The memory an operation needs while it runs. */
    private Optional<View> scratch(Op op, Schedule schedule) {
        if (schedule instanceof Schedule.Winograd winograd) {
            WinogradShape shape = winogradShape(ConvShape.conv(op).orElseThrow(), winograd);
            // The only block is divided among the threads, which have it in common.
            Buffer buffer = shape.blocks() > 1 ? Buffer.SCRATCH : Buffer.ARENA;
            return Optional.of(View.alone(buffer, Layout.dense(new Volume(shape.scratchFloats(), 1, 1))));
        }
        if (op instanceof Op.Conv conv && schedule instanceof Schedule.WinogradLanes lanes) {
            int floats = WinogradBlock.of(conv, lanes, program).scratchFloats();
            return Optional.of(View.alone(Buffer.SCRATCH, Layout.dense(new Volume(floats, 1, 1))));
        }
        return Optional.empty();
    }
}
