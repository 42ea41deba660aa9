package io.github.cnnc.compiler.kernel.elementwise;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.VectorCode;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** Element-wise operations: for each pixel vectors of channels; whole rows at once where nothing depends on the channel. */
record VectorLoopsBody(KernelSite site, VectorLoops schedule) {

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
        int lanes = schedule.width();
        Code code = new Code();
        VectorCode vector = new VectorCode(lanes, code);
        BufferView y = site.output();
        Volume volume = y.layout().volume();
        int room = Math.max(lanes, volume.depth());
        boolean line = !(site.operation().op() instanceof Op.Affine)
                && activation.slope().isEmpty()
                && y.layout().pixelStride() == room
                && read.stream()
                        .allMatch(x ->
                                x.layout().volume().equals(volume) && x.layout().pixelStride() == room);
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
            value(site.operation().op(), vector, read, "tail", String.valueOf(size - lanes), code);
            vector.activate(activation, "tail", String.valueOf(size - lanes));
        }
        code.loop("c", 0, size - rest, lanes);
        value(site.operation().op(), vector, read, "v", "c", code);
        vector.activate(activation, "v", "c");
        vector.store("v", y.array(), "o + c");
        code.end();
        if (rest > 0) {
            vector.store("tail", y.array(), at("o", size - lanes));
        }
        return code.end(line ? 0 : 1);
    }

    private static void value(Op op, VectorCode vector, List<BufferView> read, String name, String c, Code code) {
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
