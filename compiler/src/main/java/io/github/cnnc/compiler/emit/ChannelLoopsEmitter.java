package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** Element-wise operations on channels: for each pixel a loop over them; a whole row at once where nothing depends on the channel. */
final class ChannelLoopsEmitter implements KernelEmitter<Step.Compute> {

    /** Inputs that are read in one pass. */
    private static final int INPUTS = 64;

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        List<KernelBody> passes = new ArrayList<>();
        int rows = step.output().layout().volume().height();
        int inputs = step.inputs().size();
        for (int from = 0; from < inputs; from += INPUTS) {
            int to = Math.min(inputs, from + INPUTS);
            List<Placement> read = new ArrayList<>(step.inputs().subList(from, to));
            if (from > 0) {
                read.add(0, step.output());
            }
            Activation activation = to == inputs ? ((Op.Activated) step.op()).activation() : Activation.NONE;
            passes.add(new KernelBody(pass(step, read, activation, arithmetic), rows));
        }
        return passes;
    }

    private static CodeBlock pass(
            Step.Compute step, List<Placement> read, Activation activation, Arithmetic arithmetic) {
        Code code = new Code();
        Placement y = step.output();
        Volume volume = y.layout().volume();
        int depth = volume.depth();
        boolean line = !(step.op() instanceof Op.Affine)
                && activation.slope().isEmpty()
                && y.layout().pitch() == depth
                && read.stream()
                        .allMatch(x ->
                                x.layout().volume().equals(volume) && x.layout().pitch() == depth);
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
        if (step.op() instanceof Op.Affine) {
            value = arithmetic.sum("shift[c]", "scale[c]", value);
        }
        code.line("float v = %s", value);
        for (int i = 1; i < read.size(); i++) {
            code.line(
                    "v %s %s[p%d + c]",
                    step.op() instanceof Op.Multiply ? "*=" : "+=", read.get(i).array(), i);
        }
        code.line("%s[o + c] = %s", y.array(), Arithmetic.activate(activation, "v", "c"));
        return code.end(line ? 1 : 2).build();
    }

    private static String position(Placement place, Volume volume, boolean line) {
        Layout layout = place.layout();
        int first = place.index(0, 0, 0);
        Volume own = layout.volume();
        if (own.width() == 1 && own.height() == 1 && !own.equals(volume)) {
            return String.valueOf(first);
        }
        return at("h * " + layout.row() + (line ? "" : " + w * " + layout.pitch()), first);
    }
}
