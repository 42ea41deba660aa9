package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.machine.Unroll;
import java.util.List;
import java.util.function.BiConsumer;

/** The passes, in order. */
public final class Passes {

    /** For any target. */
    private static final List<Pass> GENERAL = List.of(new FoldBatchNorm(), new FuseActivation(), new DropReshape());

    /** For one with explicit SIMD. */
    private static final List<Pass> VECTORS = List.of(new FuseConvolutions(), new PartPolynomials());

    private Passes() {}

    /** The program after the passes for any target, verified after each. */
    public static Program run(Program program) {
        return run(program, GENERAL, (name, after) -> {});
    }

    /** A program after the passes for any target, after those for this one as well. */
    public static Program run(Program optimised, Target target) {
        return run(optimised, passes(target), (name, after) -> {});
    }

    /**
     * A lowered program after every pass.
     *
     * @param watch sees each pass's name and what it made
     */
    public static Program run(Program lowered, Target target, BiConsumer<String, Program> watch) {
        return run(run(lowered, GENERAL, watch), passes(target), watch);
    }

    private static List<Pass> passes(Target target) {
        return target.hasVectors() && target.unroll() != Unroll.FULL ? VECTORS : List.of();
    }

    private static Program run(Program program, List<Pass> passes, BiConsumer<String, Program> watch) {
        verify("lower", program);
        Program current = program;
        for (Pass pass : passes) {
            current = pass.run(current);
            verify(pass.name(), current);
            watch.accept(pass.name(), current);
        }
        return current;
    }

    private static void verify(String stage, Program program) {
        Verifier.problem(program).ifPresent(problem -> {
            throw new CompilerBug(stage, problem, ProgramText.of(program), null);
        });
    }
}
