package io.github.cnnc.compiler.kernel.conv;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.kernel.WeightPacking;
import java.util.List;

/** What the schedules of convolutions have in common. */
public final class ConvNeed {

    private ConvNeed() {}

    /** What a convolution needs of an input: of the first {@code own}, with its halo; of a residual it is all. */
    public static LayoutNeed of(Operation operation, int position, LayoutNeed own) {
        if (position > 0) {
            return own;
        }
        return ConvShape.conv(operation.op())
                .map(conv ->
                        own.withHalo(conv.padMode(), conv.window(), operation.input(), ConvShape.convolved(operation)))
                .orElse(own);
    }

    /** Its weights, and what each filter has one number of. */
    public static List<WeightPacking> packings(Operation operation, WeightPacking weights, int channelPadding) {
        WeightPacking byChannel = WeightPacking.byChannel(operation.output().depth(), channelPadding);
        return operation.op().weights().stream()
                .map(weight -> weight.role() == Weight.Role.WEIGHT ? weights : byChannel)
                .toList();
    }
}
