package io.github.cnnc.benchmarks;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.lower.Passes;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.generated.Packing;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as every peer builds it: operations with their weights, batch normalisation folded into the convolutions as
 * ours folds it, nothing fused further (that is each engine's own art). The input arrives normalised: what {@code input}
 * says about pictures has been done outside, which is in the peers' favour, since ours does it within the measured time.
 *
 * @param program after folding; no operation is a {@link Op.Normalize}
 */
public record FoldedNetwork(Program program, Weights weights) {

    private static final String FOLD = "fold-batch-norm";

    /** The network of a compilation. */
    public static FoldedNetwork of(Compilation compilation, Weights weights) {
        List<Program> folded = new ArrayList<>();
        Passes.run(compilation.lowered(), Target.PLAIN, (pass, after) -> {
            if (pass.equals(FOLD)) {
                folded.add(after);
            }
        });
        if (folded.size() != 1) {
            throw new IllegalStateException("the compiler has no pass " + FOLD);
        }
        return new FoldedNetwork(folded.get(0), weights);
    }

    /** The value that the operations read as their input: 0, or what the normalisation makes of it. */
    public int entry() {
        return program.ops().stream()
                .filter(op -> op instanceof Op.Normalize)
                .map(Op::output)
                .findFirst()
                .orElse(0);
    }

    /** The operations without the normalisation of the input. */
    public List<Op> ops() {
        return program.ops().stream()
                .filter(op -> !(op instanceof Op.Normalize))
                .toList();
    }

    /** The elements of a parameter. */
    public float[] elements(Param param) {
        if (param instanceof Param.Stored stored) {
            return tensor(stored.spec());
        }
        if (param instanceof Param.Scaled scaled) {
            Param.BatchNorm norm = scaled.norm();
            float[] gamma = tensor(norm.weight());
            float[] variance = tensor(norm.runningVar());
            if (scaled.base().isEmpty()) {
                return Packing.scale(gamma, variance, norm.eps());
            }
            Param base = scaled.base().get();
            return Packing.scaled(
                    elements(base), gamma.length, base.size() / gamma.length, gamma, variance, norm.eps());
        }
        if (param instanceof Param.Shifted shifted) {
            Param.BatchNorm norm = shifted.norm();
            float[] gamma = tensor(norm.weight());
            float[] base = shifted.base().map(this::elements).orElseGet(() -> new float[gamma.length]);
            return Packing.shifted(
                    base,
                    gamma,
                    tensor(norm.bias()),
                    tensor(norm.runningMean()),
                    tensor(norm.runningVar()),
                    norm.eps());
        }
        throw new IllegalStateException("unknown parameter " + param);
    }

    /** The shape of a parameter, outermost first. */
    public static List<Integer> shape(Param param) {
        if (param instanceof Param.Stored stored) {
            return stored.spec().shape();
        }
        if (param instanceof Param.Scaled scaled) {
            return scaled.base()
                    .map(FoldedNetwork::shape)
                    .orElse(scaled.norm().weight().shape());
        }
        if (param instanceof Param.Shifted shifted) {
            return shifted.norm().weight().shape();
        }
        throw new IllegalStateException("unknown parameter " + param);
    }

    private float[] tensor(TensorSpec spec) {
        return weights.get(spec.name()).orElseThrow().data();
    }
}
