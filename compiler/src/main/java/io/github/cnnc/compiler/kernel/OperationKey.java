package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Window;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of an operation matters to its kernel, as one line: {@code conv 56x56x64 to 56x56x128, 3x3 pad 1,1,1,1, zeros, groups 1,
 * bias, relu}. Operations with the same line have the same legal schedules and are equally fast, whatever network they are in.
 * Numbers of values, names of layers and of tensors are left out.
 */
public final class OperationKey {

    private OperationKey() {}

    /** The line of an operation. */
    public static String of(Operation operation) {
        Op op = operation.op();
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < operation.inputs().size(); i++) {
            // The network's input lies in CHW, what is computed mostly not.
            inputs.add((op.inputs().get(i) == 0 ? "input " : "")
                    + operation.inputs().get(i));
        }
        List<String> parts = new ArrayList<>();
        parts.add(ScheduleText.words(op.getClass().getSimpleName()) + " " + String.join(" + ", inputs) + " to "
                + operation.output());
        addComponents((Record) op, parts);
        return String.join(", ", parts);
    }

    private static void addComponents(Record op, List<String> parts) {
        for (RecordComponent component : op.getClass().getRecordComponents()) {
            add(component.getName(), Records.value(component, op), parts);
        }
    }

    private static void add(String name, Object value, List<String> parts) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> parts.add(name));
        } else if (value instanceof OptionalInt optional) {
            optional.ifPresent(present -> parts.add(name));
        } else if (value instanceof Op.Conv conv) {
            addComponents(conv, parts);
        } else if (value instanceof Activation activation) {
            if (!activation.isNone()) {
                parts.add(activation.toString());
            }
        } else if (value instanceof Boolean flag) {
            if (flag) {
                parts.add(ScheduleText.words(name));
            }
        } else if (value instanceof Window || value instanceof Enum<?>) {
            parts.add(value.toString().toLowerCase(Locale.ROOT));
        } else if (value instanceof Number && !name.equals("input") && !name.equals("output")) {
            parts.add(ScheduleText.words(name) + " " + value);
        } else {
            // Which values and tensors it reads, where it stands and its constants are no matter of speed.
            assert value instanceof Number
                            || value instanceof Param
                            || value instanceof Provenance
                            || value instanceof List<?>
                    : name;
        }
    }
}
