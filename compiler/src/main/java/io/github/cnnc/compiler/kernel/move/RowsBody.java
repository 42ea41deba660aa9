package io.github.cnnc.compiler.kernel.move;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;

/** Crop, slice and channel shuffle: each output row is a part of an input row. */
final class RowsBody {

    Code code(KernelSite site) {
        Op op = site.operation().op();
        BufferView x = site.input();
        BufferView y = site.output();
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        code.loop("c", out.volume().depth());
        int first = x.index(0, 0, 0);
        String channel = "c";
        if (op instanceof Op.Crop crop) {
            first = x.index(0, crop.top(), crop.left());
        } else if (op instanceof Op.Slice slice) {
            first = x.index(slice.first(), 0, 0);
        } else {
            int groups = ((Op.Shuffle) op).groups();
            code.line("int s = c %% %d * %d + c / %d", groups, in.volume().depth() / groups, groups);
            channel = "s";
        }
        code.loop("h", out.volume().height());
        code.line(
                "System.arraycopy(%s, %s, %s, %s, %d)",
                x.array(),
                at(channel + " * " + in.channelStride() + " + h * " + in.rowStride(), first),
                y.array(),
                at("c * " + out.channelStride() + " + h * " + out.rowStride(), y.index(0, 0, 0)),
                out.volume().width());
        return code.end(2);
    }
}
