package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.compiler.ir.Program;
import java.util.List;
import java.util.function.BiConsumer;

/** The passes, in order. */
public final class Passes {

    private static final List<Pass> ALL = List.of(new FoldBatchNorm(), new FuseActivation(), new DropReshape());

    private Passes() {}

    /** The program after every pass, verified after each. */
    public static Program run(Program program) {
        return run(program, (name, after) -> {});
    }

    /**
     * The program after every pass.
     *
     * @param watch sees each pass's name and what it made
     */
    public static Program run(Program program, BiConsumer<String, Program> watch) {
        verify("lower", program);
        Program current = program;
        for (Pass pass : ALL) {
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
