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
                    return Optional.of(op.provenance().layer() + " reads v" + input + " before it is written");
                }
            }
            if (op.output() <= 0 || op.output() >= program.values().size() || !written.add(op.output())) {
                return Optional.of(op.provenance().layer() + " writes v" + op.output() + ", which it may not");
            }
            Optional<String> problem = volumes(op, program.values());
            if (problem.isPresent()) {
                return problem.map(p -> op.provenance().layer() + ": " + p);
            }
        }
        return written.contains(program.output())
                ? Optional.empty()
                : Optional.of("the output v" + program.output() + " is never written");
    }

    private static Optional<String> volumes(Op op, List<Volume> values) {
        Volume out = values.get(op.output());
        List<Volume> inputs = op.inputs().stream().map(values::get).toList();
        if (op instanceof Op.Activated activated && !hasSlopes(activated.activation(), out)) {
            return Optional.of("a slope for each channel of " + out + " and no other, not "
                    + activated.activation().slope());
        }
        return op.accept(new VolumesFit(inputs, out))
                ? Optional.empty()
                : Optional.of("from " + inputs.get(0) + " it cannot make " + out);
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
