package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/** Crop, slice and channel shuffle: each output row is a part of an input row. */
final class RowsEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Placement x = step.inputs().get(0);
        Placement y = step.output();
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        code.loop("c", out.volume().depth());
        int first = x.index(0, 0, 0);
        String channel = "c";
        if (step.op() instanceof Op.Crop crop) {
            first = x.index(0, crop.top(), crop.left());
        } else if (step.op() instanceof Op.Slice slice) {
            first = x.index(slice.first(), 0, 0);
        } else {
            int groups = ((Op.Shuffle) step.op()).groups();
            code.line("int s = c %% %d * %d + c / %d", groups, in.volume().depth() / groups, groups);
            channel = "s";
        }
        code.loop("h", out.volume().height());
        code.line(
                "System.arraycopy(%s, %s, %s, %s, %d)",
                x.array(),
                at(channel + " * " + in.plane() + " + h * " + in.row(), first),
                y.array(),
                at("c * " + out.plane() + " + h * " + out.row(), y.index(0, 0, 0)),
                out.volume().width());
        return List.of(KernelBody.whole(code.end(2).build()));
    }
}
