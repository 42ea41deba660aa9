package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.VectorLoops;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** Element-wise operations: for each pixel vectors of channels; whole rows at once where nothing depends on the channel. */
final class VectorLoopsEmitter implements KernelEmitter<Step.Compute> {

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
            passes.add(new KernelBody(pass(step, read, activation), rows));
        }
        return passes;
    }

    private static CodeBlock pass(Step.Compute step, List<Placement> read, Activation activation) {
        int lanes = ((VectorLoops) step.schedule()).lanes();
        Code code = new Code();
        VectorCode vector = new VectorCode(lanes, code);
        Placement y = step.output();
        Volume volume = y.layout().volume();
        int room = Math.max(lanes, volume.depth());
        boolean line = !(step.op() instanceof Op.Affine)
                && activation.slope().isEmpty()
                && y.layout().pitch() == room
                && read.stream()
                        .allMatch(x ->
                                x.layout().volume().equals(volume) && x.layout().pitch() == room);
        code.line("int h = u");
        if (!line) {
            code.loop("w", volume.width());
        }
        code.line("int o = %s", position(y, volume, line));
        for (int i = 0; i < read.size(); i++) {
            code.line("int p%d = %s", i, position(read.get(i), volume, line));
        }
        vector.prepare(activation);
        int size = line ? volume.width() * room : room;
        int rest = size % lanes;
        if (rest > 0) {
            // Read before anything is written: a pass may write where it reads.
            value(step.op(), vector, read, "tail", String.valueOf(size - lanes), code);
            vector.activate(activation, "tail", String.valueOf(size - lanes));
        }
        code.loop("c", 0, size - rest, lanes);
        value(step.op(), vector, read, "v", "c", code);
        vector.activate(activation, "v", "c");
        vector.store("v", y.array(), "o + c");
        code.end();
        if (rest > 0) {
            vector.store("tail", y.array(), at("o", size - lanes));
        }
        return code.end(line ? 0 : 1).build();
    }

    private static void value(Op op, VectorCode vector, List<Placement> read, String name, String c, Code code) {
        vector.declare(name, vector.load(read.get(0).array(), "p0 + " + c));
        if (op instanceof Op.Affine) {
            code.line("%s = %s.fma(%s, %s)", name, name, vector.load("scale", c), vector.load("shift", c));
        }
        String operator = op instanceof Op.Multiply ? "mul" : "add";
        for (int i = 1; i < read.size(); i++) {
            code.line(
                    "%s = %s.%s(%s)",
                    name, name, operator, vector.load(read.get(i).array(), "p" + i + " + " + c));
        }
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
