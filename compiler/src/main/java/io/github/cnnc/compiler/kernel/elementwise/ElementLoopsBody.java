package io.github.cnnc.compiler.kernel.elementwise;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** Element-wise operations: a loop over channels, rows and columns, or fewer where the elements lie one after the other. */
record ElementLoopsBody(KernelSite site, Arithmetic arithmetic) {

    /** Inputs of a sum or product that are read in one pass; each adds some 20 bytes of bytecode. */
    private static final int INPUTS = 64;

    /** Elements up to which one thread normalises alone: it takes less time than to divide them. */
    private static final int UNDIVIDED = 16 * 1024;

    /** Channels of {@link Op.Normalize} in one method, each with its own constants. */
    private static final int CHANNELS = 32;

    List<KernelBody> bodies() {
        Op op = site.operation().op();
        if (op instanceof Op.Normalize normalize) {
            return normalize(site, normalize);
        }
        if (op instanceof Op.Activate activate) {
            return List.of(KernelBody.whole(perChannel(site, site.inputs(), "", "%s", activate.activation())));
        }
        if (op instanceof Op.Affine affine) {
            String constants = "float s = scale[c];float t = shift[c]";
            String value = arithmetic.sum("t", "s", "%s");
            return List.of(KernelBody.whole(perChannel(site, site.inputs(), constants, value, affine.activation())));
        }
        return op instanceof Op.Add add
                ? passes(site, " + ", add.activation())
                : passes(site, " * ", ((Op.Multiply) op).activation());
    }

    private static List<KernelBody> passes(KernelSite site, String operator, Activation activation) {
        List<KernelBody> passes = new ArrayList<>();
        int inputs = site.inputs().size();
        for (int from = 0; from < inputs; from += INPUTS) {
            int to = Math.min(inputs, from + INPUTS);
            List<BufferView> read = new ArrayList<>(site.inputs().subList(from, to));
            if (from > 0) {
                read.add(0, site.output());
            }
            String value = String.join(operator, java.util.Collections.nCopies(read.size(), "%s"));
            Activation last = to == inputs ? activation : Activation.NONE;
            passes.add(KernelBody.whole(perChannel(site, read, "", value, last)));
        }
        return passes;
    }

    /**
     * Loops over everything.
     *
     * @param constants declarations for each channel, separated by semicolons
     * @param value the expression, with a {@code %s} for the element of each placement read
     */
    private static Code perChannel(
            KernelSite site, List<BufferView> read, String constants, String value, Activation activation) {
        BufferView y = site.output();
        Volume volume = y.layout().volume();
        boolean rows = read.stream().anyMatch(x -> !x.layout().isDense())
                || !y.layout().isDense();
        Code code = new Code();
        code.loop("c", volume.depth());
        if (!constants.isEmpty()) {
            for (String constant : constants.split(";")) {
                code.line(constant);
            }
        }
        Object[] elements = new Object[read.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element(code, read.get(i), "x" + i, volume, rows);
        }
        if (rows) {
            code.loop("h", volume.height());
        }
        code.line("int o = %s", row(y, rows));
        for (int i = 0; i < elements.length; i++) {
            if (!isBroadcast(read.get(i), volume)) {
                code.line("int p%d = %s", i, row(read.get(i), rows));
                elements[i] = read.get(i).array() + "[p" + i + " + w]";
            }
        }
        code.loop("w", rows ? volume.width() : volume.width() * volume.height());
        code.line("float v = " + value, elements);
        code.line("%s[o + w] = %s", y.array(), Arithmetic.activate(activation, "v", "c"));
        return code.end(rows ? 3 : 2);
    }

    /** Loads a broadcast input's value of the channel. */
    private static String element(Code code, BufferView x, String name, Volume volume, boolean rows) {
        if (isBroadcast(x, volume)) {
            code.line(
                    "float %s = %s[%s]", name, x.array(), at("c * " + x.layout().channelStride(), x.index(0, 0, 0)));
        }
        return name;
    }

    private static boolean isBroadcast(BufferView x, Volume volume) {
        Volume own = x.layout().volume();
        return own.width() == 1 && own.height() == 1 && (volume.width() > 1 || volume.height() > 1);
    }

    private static String row(BufferView place, boolean rows) {
        Layout layout = place.layout();
        String plane = "c * " + layout.channelStride();
        return at(rows ? plane + " + h * " + layout.rowStride() : plane, place.index(0, 0, 0));
    }

    /**
     * Each channel has constants of its own: a loop for each run of channels that share them. Where there is much, a row is a piece of
     * work.
     */
    private static List<KernelBody> normalize(KernelSite site, Op.Normalize op) {
        List<KernelBody> bodies = new ArrayList<>();
        Code code = new Code();
        Volume volume = site.output().layout().volume();
        int depth = volume.depth();
        int units = volume.size() > UNDIVIDED ? volume.height() : 0;
        int runs = 0;
        for (int c = 0; c < depth; ) {
            int end = c + 1;
            while (end < depth
                    && op.mean().get(end).equals(op.mean().get(c))
                    && op.std().get(end).equals(op.std().get(c))) {
                end++;
            }
            channels(code, site, op, c, end, units > 0);
            c = end;
            if (++runs % CHANNELS == 0 || c == depth) {
                bodies.add(new KernelBody(code, units));
                code = new Code();
            }
        }
        return bodies;
    }

    /** @param divided for the row {@code u}, and not for all */
    private static void channels(Code code, KernelSite site, Op.Normalize op, int from, int to, boolean divided) {
        Volume volume = site.output().layout().volume();
        BufferView x = site.inputs().get(0);
        BufferView y = site.output();
        double mean = op.mean().get(from);
        double std = op.std().get(from);
        code.loop("c", from, to, 1);
        if (divided) {
            code.line("int h = u");
        } else {
            code.loop("h", volume.height());
        }
        code.line("int p = %s", row(x, true));
        code.line("int o = %s", row(y, true));
        code.loop("w", volume.width());
        // (x * scale - mean) / std, without the division, which would take as long as all else.
        code.line(
                "%s[o + w] = (float) (%s[p + w] * %s - %s)",
                y.array(), x.array(), Literals.of(op.scale() / std), Literals.of(mean / std));
        code.end(divided ? 2 : 3);
    }
}
