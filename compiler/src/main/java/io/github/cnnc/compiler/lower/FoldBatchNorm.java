package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import java.util.Optional;

/**
 * Folds batch normalisation into the convolution or fully connected layer before it: w' = w g / sqrt(v + eps),
 * b' = (b - m) g / sqrt(v + eps) + beta (Ioffe and Szegedy 2015, section 3.1). Only where nothing else reads the
 * result in between, and nothing is applied to it.
 */
final class FoldBatchNorm implements Pass {

    @Override
    public String name() {
        return "fold-batch-norm";
    }

    @Override
    public Program run(Program program) {
        return Rewrite.merged(
                program, (before, op) -> op instanceof Op.Affine affine ? folded(before, affine) : Optional.empty());
    }

    private static Optional<Op> folded(Op before, Op.Affine affine) {
        if (!(affine.scale() instanceof Param.Scaled scale) || scale.base().isPresent()) {
            return Optional.empty();
        }
        if (!(before instanceof Op.Linear linear) || !linear.activation().isNone()) {
            return Optional.empty();
        }
        Param.BatchNorm norm = scale.norm();
        return Optional.of(linear.with(
                new Param.Scaled(Optional.of(linear.weight()), norm),
                Optional.of(new Param.Shifted(linear.bias(), norm)),
                affine.activation(),
                affine.output()));
    }
}
