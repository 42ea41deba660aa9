package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.PackedWeight;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.compiler.kernel.straightline.StraightLine;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.BufferView.Buffer;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.PlanLimit;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
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
import java.util.stream.IntStream;

/** Makes a plan: a schedule for every operation, a place for every value, then the steps in order. */
public final class Planner {

    private final Program program;
    private final List<Operation> operations;
    private final List<Schedule> schedules;
    private final Homes homes;

    /** The steps, made when every storage has its offset. */
    private final List<Supplier<Step>> steps = new ArrayList<>();

    private final Set<Storage> storages = new LinkedHashSet<>();

    /** Copies that consumers read instead of a value itself: per value and pad mode, or dense. */
    private final Map<List<Object>, View> copies = new LinkedHashMap<>();

    private Planner(Program program, List<Operation> operations, List<Schedule> schedules) {
        this.program = program;
        this.operations = operations;
        this.schedules = schedules;
        this.homes = new Homes(program, operations, schedules);
    }

    /** The plan of a program after the passes for its target, with the cheapest schedules; {@link PlanLimit} where generated code cannot be that large. */
    public static Plan plan(Program program, PlanOptions options) {
        return plan(program, options, new CostScheduler(options.target()));
    }

    /** The plan with the schedules that {@code scheduler} picks. */
    public static Plan plan(Program program, PlanOptions options, Scheduler scheduler) {
        program.tensors().forEach(Planner::checkTensor);
        if (options.target().unroll() == Unroll.FULL) {
            checkStraightLine(program);
        }
        List<Operation> operations =
                program.ops().stream().map(op -> Operation.of(op, program)).toList();
        List<Schedule> schedules = operations.stream()
                .map(operation -> schedule(operation, options.target(), scheduler))
                .toList();
        return new Planner(program, operations, schedules).arrange(options);
    }

    private static Schedule schedule(Operation operation, Target target, Scheduler scheduler) {
        List<Schedule> legal = Schedules.legal(operation, target);
        if (legal.isEmpty()) {
            String reasons = Schedules.candidates(operation, target).stream()
                    .flatMap(schedule -> schedule.whyNot(operation, target).stream())
                    .distinct()
                    .collect(Collectors.joining("; "));
            throw new PlanLimit(
                    "no schedule can run " + operation.op().provenance().layer() + ": " + reasons);
        }
        return scheduler.choose(operation, legal);
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
            if (terms > StraightLine.NETWORK_TERMS) {
                throw new PlanLimit("unroll=full writes every term of the network by itself; up to "
                        + op.provenance().layer() + " these are " + terms + ", "
                        + (terms - StraightLine.NETWORK_TERMS)
                        + " more than the " + StraightLine.NETWORK_TERMS + " there is room for");
            }
        }
    }

    private Plan arrange(PlanOptions options) {
        for (int i = 0; i < program.ops().size(); i++) {
            addSteps(operations.get(i), schedules.get(i));
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
        Map<Integer, BufferView> placements = new LinkedHashMap<>();
        placements.put(0, homes.of(0).placement());
        program.ops()
                .forEach(op -> placements.put(op.output(), homes.of(op.output()).placement()));
        return new Plan(
                program,
                options,
                steps.stream().map(Supplier::get).toList(),
                placements,
                floats,
                most(Buffer.SCRATCH),
                scratchRows(),
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
    private List<Integer> scratchRows() {
        List<Integer> most = new ArrayList<>();
        for (int i = 0; i < program.ops().size(); i++) {
            List<Integer> own = schedules.get(i).scratchRows(operations.get(i));
            for (int row = 0; row < own.size(); row++) {
                if (row == most.size()) {
                    most.add(0);
                }
                most.set(row, Math.max(most.get(row), own.get(row)));
            }
        }
        return most;
    }

    private void addSteps(Operation operation, Schedule schedule) {
        Op op = operation.op();
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
                LayoutNeed need = schedule.need(operation, position);
                inputs.add(readable(op.inputs().get(position), need, op.provenance()));
            }
            List<PackedWeight> weights =
                    weights(operation, schedule, inputs.get(0).layout());
            Optional<View> scratch = schedule.scratch(operation).map(Planner::view);
            inputs.forEach(this::touch);
            scratch.ifPresent(this::touch);
            touch(output);
            steps.add(() -> new Step.Compute(
                    new KernelSite(
                            operation,
                            inputs.stream().map(View::placement).toList(),
                            output.placement(),
                            scratch.map(View::placement)),
                    schedule,
                    schedule.scratchRows(operation),
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
    private View readable(int value, LayoutNeed need, Provenance provenance) {
        View home = homes.of(value);
        Optional<PadMode> mode = need.halo().map(LayoutNeed.Padded::mode);
        boolean padded = mode.isEmpty()
                || homes.halo(value).map(halo -> halo.mode() == mode.get()).orElse(false);
        if (need.takes(home.layout()) && padded) {
            return home;
        }
        Order order = need.order().orElse(home.layout().order());
        return copies.computeIfAbsent(List.of(value, order, need.channelPadding(), need.dense(), mode), key -> {
            Optional<LayoutNeed.Padded> all = need.halo().map(halo -> allOf(value, halo, order));
            Halo halo = all.map(LayoutNeed.Padded::halo).orElse(Halo.NONE);
            View view = View.alone(Buffer.ARENA, Layout.of(home.layout().volume(), halo, order, need.channelPadding()));
            copy(home, view, provenance);
            all.ifPresent(filled -> fill(view, filled, provenance));
            return view;
        });
    }

    /** The halo that serves every reader of a value in one order and mode. */
    private LayoutNeed.Padded allOf(int value, LayoutNeed.Padded first, Order order) {
        Halo halo = first.halo();
        for (int i = 0; i < program.ops().size(); i++) {
            Op op = program.ops().get(i);
            for (int position = 0; position < op.inputs().size(); position++) {
                if (op.inputs().get(position) != value) {
                    continue;
                }
                LayoutNeed other = schedules.get(i).need(operations.get(i), position);
                boolean same = other.order().map(order::equals).orElse(true);
                if (same && other.halo().isPresent() && other.halo().get().mode() == first.mode()) {
                    halo = halo.max(other.halo().get().halo());
                }
            }
        }
        return new LayoutNeed.Padded(first.mode(), halo);
    }

    private void copy(View input, View output, Provenance provenance) {
        touch(input);
        touch(output);
        steps.add(() -> new Step.Copy(input.placement(), output.placement(), provenance));
    }

    private void fill(View output, LayoutNeed.Padded halo, Provenance provenance) {
        touch(output);
        steps.add(() -> new Step.FillHalo(output.placement(), halo.mode(), provenance));
    }

    /** Notes that the step about to be added uses a view's storage. */
    private void touch(View view) {
        view.storage().touch(steps.size());
        storages.add(view.storage());
    }

    private static List<PackedWeight> weights(Operation operation, Schedule schedule, Layout in) {
        List<WeightPacking> packings = schedule.packings(operation, in);
        List<Weight> weights = operation.op().weights();
        return IntStream.range(0, weights.size())
                .mapToObj(i -> new PackedWeight(weights.get(i), packings.get(i)))
                .toList();
    }

    private static View view(Schedule.Scratch scratch) {
        Buffer buffer = scratch.common() ? Buffer.ARENA : Buffer.SCRATCH;
        return View.alone(buffer, Layout.dense(new Volume(scratch.floats(), 1, 1)));
    }
}
