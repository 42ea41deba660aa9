package io.github.cnnc.compiler.kernel.elementwise;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** Element-wise operations on channels: for each pixel a loop over them; a whole row at once where nothing depends on the channel. */
record ChannelLoopsBody(KernelSite site, Arithmetic arithmetic) {

    /** Inputs that are read in one pass. */
    private static final int INPUTS = 64;

    List<KernelBody> bodies() {
        List<KernelBody> passes = new ArrayList<>();
        int rows = site.output().layout().volume().height();
        int inputs = site.inputs().size();
        for (int from = 0; from < inputs; from += INPUTS) {
            int to = Math.min(inputs, from + INPUTS);
            List<BufferView> read = new ArrayList<>(site.inputs().subList(from, to));
            if (from > 0) {
                read.add(0, site.output());
            }
            Activation activation = to == inputs ? site.operation().activation() : Activation.NONE;
            passes.add(new KernelBody(pass(read, activation), rows));
        }
        return passes;
    }

    private Code pass(List<BufferView> read, Activation activation) {
        Code code = new Code();
        BufferView y = site.output();
        Volume volume = y.layout().volume();
        int depth = volume.depth();
        boolean line = !(site.operation().op() instanceof Op.Affine)
                && activation.slope().isEmpty()
                && y.layout().pixelStride() == depth
                && read.stream()
                        .allMatch(x ->
                                x.layout().volume().equals(volume) && x.layout().pixelStride() == depth);
        code.line("int h = u");
        if (!line) {
            code.loop("w", volume.width());
        }
        code.line("int o = %s", position(y, volume, line));
        for (int i = 0; i < read.size(); i++) {
            code.line("int p%d = %s", i, position(read.get(i), volume, line));
        }
        code.loop("c", line ? volume.width() * depth : depth);
        String value = read.get(0).array() + "[p0 + c]";
        if (site.operation().op() instanceof Op.Affine) {
            value = arithmetic.sum("shift[c]", "scale[c]", value);
        }
        code.line("float v = %s", value);
        for (int i = 1; i < read.size(); i++) {
            code.line(
                    "v %s %s[p%d + c]",
                    site.operation().op() instanceof Op.Multiply ? "*=" : "+=",
                    read.get(i).array(),
                    i);
        }
        code.line("%s[o + c] = %s", y.array(), Arithmetic.activate(activation, "v", "c"));
        return code.end(line ? 1 : 2);
    }

    private static String position(BufferView place, Volume volume, boolean line) {
        Layout layout = place.layout();
        int first = place.index(0, 0, 0);
        Volume own = layout.volume();
        if (own.width() == 1 && own.height() == 1 && !own.equals(volume)) {
            return String.valueOf(first);
        }
        return at("h * " + layout.rowStride() + (line ? "" : " + w * " + layout.pixelStride()), first);
    }
}
