package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import java.util.Optional;

/** Puts an activation into the epilogue of the operation before it, where nothing else reads that one's result. */
final class FuseActivation implements Pass {

    @Override
    public String name() {
        return "fuse-activation";
    }

    @Override
    public Program run(Program program) {
        return Rewrite.merged(
                program,
                (before, op) -> op instanceof Op.Activate activate
                        ? Rewrite.activated(before, activate.activation(), activate.output())
                        : Optional.empty());
    }
}
