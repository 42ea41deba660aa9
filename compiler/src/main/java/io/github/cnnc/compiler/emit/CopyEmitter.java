package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/** Copies a volume: at once where both sides lie alike, halos and all, else by the longest runs that both have. */
final class CopyEmitter implements KernelEmitter<Step.Copy> {

    /** Channels up to which they are copied without a loop. */
    private static final int FEW = 4;

    @Override
    public List<KernelBody> bodies(Step.Copy step, Arithmetic arithmetic) {
        Placement x = step.input();
        Placement y = step.output();
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        boolean planes = in.isPlanes() && out.isPlanes();
        boolean channels = in.isChannels() && out.isChannels();
        if (planes && in.halo().equals(out.halo())) {
            code.line(
                    "System.arraycopy(%s, %d, %s, %d, %d)", x.array(), x.offset(), y.array(), y.offset(), in.floats());
            return List.of(KernelBody.whole(code.build()));
        }
        if (!planes) {
            return List.of(
                    new KernelBody(pixels(x, y, channels, code), in.volume().height()));
        }
        code.loop("c", in.volume().depth()).loop("h", in.volume().height());
        code.line(
                "System.arraycopy(%s, %s, %s, %s, %d)",
                x.array(),
                at("c * " + in.plane() + " + h * " + in.row(), x.index(0, 0, 0)),
                y.array(),
                at("c * " + out.plane() + " + h * " + out.row(), y.index(0, 0, 0)),
                in.volume().width());
        return List.of(KernelBody.whole(code.end(2).build()));
    }

    /** Pixel by pixel, in rows that may be divided. */
    private static CodeBlock pixels(Placement x, Placement y, boolean channels, Code code) {
        Layout in = x.layout();
        Layout out = y.layout();
        code.line("int h = u").loop("w", in.volume().width());
        code.line("int p = %s", at("h * " + in.row() + " + w * " + in.pitch(), x.index(0, 0, 0)));
        code.line("int o = %s", at("h * " + out.row() + " + w * " + out.pitch(), y.index(0, 0, 0)));
        int depth = in.volume().depth();
        if (channels) {
            code.line("System.arraycopy(%s, p, %s, o, %d)", x.array(), y.array(), depth);
        } else if (depth <= FEW) {
            for (int c = 0; c < depth; c++) {
                code.line("%s[%s] = %s[%s]", y.array(), at("o", c * out.plane()), x.array(), at("p", c * in.plane()));
            }
        } else {
            code.loop("c", depth);
            code.line("%s[o + c * %d] = %s[p + c * %d]", y.array(), out.plane(), x.array(), in.plane());
            code.end();
        }
        return code.end().build();
    }
}
