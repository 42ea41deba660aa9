package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.runtime.Volume;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold for every program. */
final class Verifier {

    private Verifier() {}

    /** The first thing that does not hold. */
    static Optional<String> problem(Program program) {
        Set<Integer> written = new HashSet<>(Set.of(0));
        for (Op op : program.ops()) {
            for (int input : op.inputs()) {
                if (!written.contains(input)) {
                    return Optional.of(op.site().layer() + " reads v" + input + " before it is written");
                }
            }
            if (op.output() <= 0 || op.output() >= program.values().size() || !written.add(op.output())) {
                return Optional.of(op.site().layer() + " writes v" + op.output() + ", which it may not");
            }
            Optional<String> problem = volumes(op, program.values());
            if (problem.isPresent()) {
                return problem.map(p -> op.site().layer() + ": " + p);
            }
        }
        return written.contains(program.output())
                ? Optional.empty()
                : Optional.of("the output v" + program.output() + " is never written");
    }

    private static Optional<String> volumes(Op op, List<Volume> values) {
        Volume out = values.get(op.output());
        Volume in = values.get(op.inputs().get(0));
        boolean good;
        if (op instanceof Op.Activated activated && !hasSlopes(activated.activation(), out)) {
            return Optional.of("a slope for each channel of " + out + " and no other, not "
                    + activated.activation().slope());
        }
        if (op instanceof Op.Normalize
                || op instanceof Op.Activate
                || op instanceof Op.Affine
                || op instanceof Op.ResponseNorm
                || op instanceof Op.Softmax) {
            good = in.equals(out);
        } else if (op instanceof Op.Shuffle shuffle) {
            good = in.equals(out) && in.depth() % shuffle.groups() == 0;
        } else if (op instanceof Op.Pad pad) {
            good = in.width() + pad.left() + pad.right() == out.width()
                    && in.height() + pad.top() + pad.bottom() == out.height()
                    && in.depth() == out.depth();
        } else if (op instanceof Op.Crop crop) {
            good = crop.left() + out.width() <= in.width()
                    && crop.top() + out.height() <= in.height()
                    && in.depth() == out.depth();
        } else if (op instanceof Op.Slice slice) {
            good = in.width() == out.width()
                    && in.height() == out.height()
                    && slice.first() + out.depth() <= in.depth();
        } else if (op instanceof Op.Upsample up) {
            good = in.width() * up.factorWidth() == out.width()
                    && in.height() * up.factorHeight() == out.height()
                    && in.depth() == out.depth();
        } else if (op instanceof Op.MaxPool || op instanceof Op.AvgPool || op instanceof Op.Stencil) {
            good = in.depth() == out.depth();
        } else if (op instanceof Op.Conv conv) {
            good = in.depth() % conv.groups() == 0 && out.depth() % conv.groups() == 0;
        } else if (op instanceof Op.Dense) {
            good = out.width() == 1 && out.height() == 1;
        } else if (op instanceof Op.Reshape) {
            good = in.size() == out.size();
        } else if (op instanceof Op.Concat) {
            good = op.inputs().stream().mapToInt(v -> values.get(v).depth()).sum() == out.depth();
        } else {
            Volume gate = new Volume(1, 1, out.depth());
            good = op.inputs().stream()
                    .allMatch(v -> values.get(v).equals(out) || values.get(v).equals(gate));
        }
        return good ? Optional.empty() : Optional.of("from " + in + " it cannot make " + out);
    }

    /** PReLU, and it alone, has slopes: one for each channel it writes. */
    private static boolean hasSlopes(Activation activation, Volume out) {
        boolean needs = activation.function() == ActivationFunction.PRELU;
        return needs == activation.slope().isPresent()
                && activation.slope().stream()
                        .allMatch(slope -> slope instanceof Param.Stored stored
                                && stored.spec().shape().equals(List.of(out.depth())));
    }
}
