package io.github.cnnc.compiler.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.plan.CostScheduler;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Planner;
import io.github.cnnc.compiler.plan.Scheduler;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some operations of a network next to each other, none of which reads what another writes: one class then has the kernels of
 * many schedules, also of the same operation. What they read is the network's input or computed from its first pixel.
 */
final class SideBySide {

    private final Program program;
    private final List<Volume> values;
    private final List<TensorSpec> tensors;
    private final List<Op> ops = new ArrayList<>();
    private final Set<Integer> computed = new HashSet<>(Set.of(0));
    private final Map<Integer, Schedule> schedules = new HashMap<>();
    private final int pixel;

    private SideBySide(Program program) {
        this.program = program;
        this.values = new ArrayList<>(program.values());
        this.tensors = new ArrayList<>(program.tensors());
        this.pixel = value(new Volume(1, 1, program.input().volume().depth()));
        ops.add(new Op.Crop(0, pixel, 0, 0, new Provenance("pixel", "", "")));
    }

    /** A plan in which operations of one network have their schedules. */
    static Plan plan(List<ScheduledOperation> operations) {
        SideBySide network = new SideBySide(operations.get(0).program());
        operations.forEach(network::add);
        return network.plan(operations.get(0).options());
    }

    private void add(ScheduledOperation operation) {
        Op op = operation.op();
        op.inputs().stream().filter(computed::add).forEach(this::compute);
        int output = value(values.get(op.output()));
        ops.add(withOutput(op, output));
        schedules.put(output, operation.key().schedule());
    }

    /** A 1x1 convolution of the pixel with padding around, in the layout and with the halo that its readers ask for. */
    private void compute(int value) {
        Volume volume = values.get(value);
        TensorSpec weight = TensorSpec.of(
                "value " + value, volume.depth(), values.get(pixel).depth(), 1, 1);
        tensors.add(weight);
        ops.add(new Op.Conv(
                pixel,
                value,
                new Window(1, 1, 1, 1, 1, 1, 0, volume.width() - 1, 0, volume.height() - 1),
                PadMode.ZEROS,
                1,
                new Param.Stored(weight),
                Optional.empty(),
                // No sum and no maximum is joined with a convolution that is activated like this.
                new Activation(ActivationFunction.LEAKY_RELU, -1),
                new Provenance("value" + value, "", "")));
    }

    private Plan plan(PlanOptions options) {
        Scheduler others = new CostScheduler(options.target());
        Set<Integer> scheduled = new HashSet<>();
        Program whole =
                new Program("Side by side", program.input(), values, ops, values.size() - 1, List.of(), tensors);
        Plan plan = Planner.plan(whole, options, (operation, legal) -> {
            int output = operation.op().output();
            Schedule schedule = schedules.get(output);
            if (schedule == null) {
                return others.choose(operation, legal);
            }
            assertThat(legal).contains(schedule);
            scheduled.add(output);
            return schedule;
        });
        assertThat(scheduled).isEqualTo(schedules.keySet());
        return plan;
    }

    private int value(Volume volume) {
        values.add(volume);
        return values.size() - 1;
    }

    /** The same operation with its result elsewhere. */
    private static Op withOutput(Op op, int output) {
        RecordComponent[] components = op.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                arguments[i] = components[i].getName().equals("output")
                        ? output
                        : components[i].getAccessor().invoke(op);
            }
            return (Op) op.getClass().getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(op.toString(), e);
        }
    }
}
