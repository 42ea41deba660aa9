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
        Param.BatchNorm norm = scale.norm();
        if (before instanceof Op.Conv c && c.activation().isNone()) {
            return Optional.of(new Op.Conv(
                    c.input(),
                    affine.output(),
                    c.window(),
                    c.padMode(),
                    c.groups(),
                    new Param.Scaled(Optional.of(c.weight()), norm),
                    Optional.of(new Param.Shifted(c.bias(), norm)),
                    affine.activation(),
                    c.site()));
        }
        if (before instanceof Op.Dense d && d.activation().isNone()) {
            return Optional.of(new Op.Dense(
                    d.input(),
                    affine.output(),
                    new Param.Scaled(Optional.of(d.weight()), norm),
                    Optional.of(new Param.Shifted(d.bias(), norm)),
                    affine.activation(),
                    d.site()));
        }
        return Optional.empty();
    }
}
