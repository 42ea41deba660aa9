package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.emit.Emitter;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.plan.CostScheduler;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Planner;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.Workspace;
import io.github.cnnc.runtime.generated.StepTimings;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A generated class with random weights and input. */
final class GeneratedContender {

    private static final long SEED = 1;

    private final Model model;
    private final Workspace workspace;
    private final float[] in;
    private final float[] out;

    private GeneratedContender(Plan plan) {
        model = JaninoLoader.load(Emitter.emit(plan, "io.github.cnnc.tuned", "Network"))
                .model(Weights.random(plan.program().tensors(), SEED));
        workspace = model.newWorkspace();
        in = new float[model.input().volume().size()];
        out = new float[model.output().size()];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < in.length; i++) {
            in[i] = (float) random.nextDouble(-1, 1);
        }
    }

    /** A whole network. */
    static Contender whole(Plan plan) {
        GeneratedContender generated = new GeneratedContender(plan);
        return () -> {
            long begin = System.nanoTime();
            generated.model.predict(generated.in, generated.out, generated.workspace);
            return System.nanoTime() - begin;
        };
    }

    /** One operation of a network, with the copies that it needs to be made for it; what else the network does is not counted. */
    static Contender operation(Op op, Program single, PlanOptions options, Schedule schedule) {
        CostScheduler others = new CostScheduler(options.target());
        Plan plan = Planner.plan(
                single,
                options.withTimed(true),
                (each, legal) -> each.op().equals(op) ? schedule : others.choose(each, legal));
        List<Integer> own = IntStream.range(0, plan.steps().size())
                .filter(i -> plan.steps().get(i).provenance().equals(op.provenance()))
                .boxed()
                .toList();
        GeneratedContender generated = new GeneratedContender(plan);
        long[] timings = new long[plan.steps().size()];
        StepTimings.record(generated.workspace, timings);
        return () -> {
            Arrays.fill(timings, 0);
            generated.model.predict(generated.in, generated.out, generated.workspace);
            long nanos = 0;
            for (int step : own) {
                nanos += timings[step];
            }
            return nanos;
        };
    }
}
