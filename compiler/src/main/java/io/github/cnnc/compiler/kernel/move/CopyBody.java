package io.github.cnnc.compiler.kernel.move;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import java.util.List;

/** Copies a volume: at once where both sides lie alike, halos and all, else by the longest runs that both have. */
public record CopyBody(BufferView x, BufferView y) {

    /** Channels up to which they are copied without a loop. */
    private static final int FEW = 4;

    /** The kernel. */
    public List<KernelBody> bodies() {
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        boolean planes = in.isChw() && out.isChw();
        boolean channels = in.isHwc() && out.isHwc();
        if (planes && in.halo().equals(out.halo())) {
            code.line(
                    "System.arraycopy(%s, %d, %s, %d, %d)", x.array(), x.offset(), y.array(), y.offset(), in.floats());
            return List.of(KernelBody.whole(code));
        }
        if (!planes) {
            return List.of(
                    new KernelBody(pixels(x, y, channels, code), in.volume().height()));
        }
        code.loop("c", in.volume().depth()).loop("h", in.volume().height());
        code.line(
                "System.arraycopy(%s, %s, %s, %s, %d)",
                x.array(),
                at("c * " + in.channelStride() + " + h * " + in.rowStride(), x.index(0, 0, 0)),
                y.array(),
                at("c * " + out.channelStride() + " + h * " + out.rowStride(), y.index(0, 0, 0)),
                in.volume().width());
        return List.of(KernelBody.whole(code.end(2)));
    }

    /** Pixel by pixel, in rows that may be divided. */
    private static Code pixels(BufferView x, BufferView y, boolean channels, Code code) {
        Layout in = x.layout();
        Layout out = y.layout();
        code.line("int h = u").loop("w", in.volume().width());
        code.line("int p = %s", at("h * " + in.rowStride() + " + w * " + in.pixelStride(), x.index(0, 0, 0)));
        code.line("int o = %s", at("h * " + out.rowStride() + " + w * " + out.pixelStride(), y.index(0, 0, 0)));
        int depth = in.volume().depth();
        if (channels) {
            code.line("System.arraycopy(%s, p, %s, o, %d)", x.array(), y.array(), depth);
        } else if (depth <= FEW) {
            for (int c = 0; c < depth; c++) {
                code.line(
                        "%s[%s] = %s[%s]",
                        y.array(), at("o", c * out.channelStride()), x.array(), at("p", c * in.channelStride()));
            }
        } else {
            code.loop("c", depth);
            code.line("%s[o + c * %d] = %s[p + c * %d]", y.array(), out.channelStride(), x.array(), in.channelStride());
            code.end();
        }
        return code.end();
    }
}
