package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.move.CopyBody;
import io.github.cnnc.compiler.kernel.move.HaloBody;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.BufferView.Buffer;
import io.github.cnnc.compiler.plan.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a step's kernel is made of. */
final class Kernel {

    private Kernel() {}

    /** The method bodies, which run one after the other. */
    static List<KernelBody> bodies(Step step, KernelContext context) {
        if (step instanceof Step.Copy copy) {
            return new CopyBody(copy.input(), copy.output()).bodies();
        }
        if (step instanceof Step.FillHalo fill) {
            return new HaloBody(fill.output(), fill.mode()).bodies();
        }
        Step.Compute compute = (Step.Compute) step;
        return compute.schedule().bodies(compute.site(), context);
    }

    /** The arrays a step reads or writes. */
    static Set<Buffer> buffers(Step step) {
        Set<Buffer> buffers = EnumSet.of(step.output().buffer());
        if (step instanceof Step.Compute compute) {
            compute.site().inputs().stream().map(BufferView::buffer).forEach(buffers::add);
        } else if (step instanceof Step.Copy copy) {
            buffers.add(copy.input().buffer());
        }
        return buffers;
    }
}
