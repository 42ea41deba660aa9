package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.plan.TunedSchedules;
import java.util.List;

/**
 * What was measured of an operation.
 *
 * @param operation see {@link io.github.cnnc.compiler.plan.OperationKey}
 * @param layers the layers that are such an operation
 * @param estimated the cost model's choice
 * @param fastest what is to be used; the cost model's choice unless another is clearly faster
 * @param estimatedNanos the least time of the cost model's choice
 * @param fastestNanos the least time of what is to be used
 * @param measured how many schedules were measured
 */
public record Decision(
        String operation,
        List<String> layers,
        Schedule estimated,
        Schedule fastest,
        long estimatedNanos,
        long fastestNanos,
        int measured) {

    public Decision {
        layers = List.copyOf(layers);
    }

    /** As it is kept. */
    public TunedSchedules.Entry entry(int lanes) {
        return new TunedSchedules.Entry("", lanes, operation, fastest);
    }

    /** Whether another schedule than the cost model's won. */
    public boolean changed() {
        return !estimated.equals(fastest);
    }
}
