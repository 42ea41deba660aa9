package io.github.cnnc.compiler;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.DiagnosticRenderer;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.draw.Drawing;
import io.github.cnnc.compiler.draw.DrawingLimit;
import io.github.cnnc.compiler.emit.Emitter;
import io.github.cnnc.compiler.emit.JavaName;
import io.github.cnnc.compiler.emit.JavaSource;
import io.github.cnnc.compiler.explain.PlanExplanation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.lower.Lowering;
import io.github.cnnc.compiler.lower.Passes;
import io.github.cnnc.compiler.machine.PlanLimit;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.plan.CostScheduler;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Planner;
import io.github.cnnc.compiler.plan.Scheduler;
import io.github.cnnc.compiler.plan.TunedScheduler;
import io.github.cnnc.compiler.plan.TunedSchedules;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.compiler.tune.Comparison;
import io.github.cnnc.compiler.tune.Decision;
import io.github.cnnc.compiler.tune.Tuner;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.generated.StepTimings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What came of a file, stage by stage: the whole compiler in one page.
 *
 * <p>Each stage is made when it is asked for and takes what the one before it made.
 */
public final class Compilation {

    /** The oldest Java of which it was measured that kernels of several widths do each other no harm. */
    private static final int SEVERAL_WIDTHS = 25;

    private final FrontEnd.Result checked;
    private final Options options;

    Compilation(FrontEnd.Result checked, Options options) {
        this.checked = checked;
        this.options = options;
    }

    // -- what the user wrote ----------------------------------------------------------------------------------------

    /** What is wrong or doubtful, in the order of the text; at most {@link Diagnostics#MOST}. */
    public List<Diagnostic> diagnostics() {
        return checked.diagnostics();
    }

    /** Whether there are no errors. */
    public boolean succeeded() {
        return !checked.hasErrors();
    }

    /** The diagnostics as text. */
    public String report() {
        String report = new DiagnosticRenderer(false).render(diagnostics());
        return checked.more() == 0 ? report : report + "\nand " + checked.more() + " more\n";
    }

    /** How many diagnostics were found beside {@link #diagnostics()}, which is bounded. */
    public int moreDiagnostics() {
        return checked.more();
    }

    /**
     * The same network for arrays that are normalised already: without the scale, mean and standard deviation of its {@code
     * input} statement.
     */
    public Compilation withRawInput() {
        Network network = network().network();
        Network raw = new Network(
                network.name(), network.input().plain(), network.nodes(), network.output(), network.labels());
        CheckedNetwork same =
                new CheckedNetwork(raw, network().rows(), network().totals());
        return new Compilation(
                new FrontEnd.Result(checked.tree(), Optional.of(same), checked.diagnostics(), checked.more()), options);
    }

    // -- the stages -------------------------------------------------------------------------------------------------

    /** The syntax tree, where the text follows the grammar. */
    public Optional<SyntaxTree> syntax() {
        return checked.tree();
    }

    /** The network, every volume and count checked. */
    public CheckedNetwork network() {
        return checked.network().filter(n -> succeeded()).orElseThrow(() -> new CompilationFailed(diagnostics()));
    }

    /** What a picture of the network shows; the renderers in {@code draw} write it. */
    public Drawing drawing() {
        try {
            return Drawing.of(network());
        } catch (DrawingLimit e) {
            throw tooLarge("draw", String.valueOf(e.getMessage()));
        }
    }

    /** The network lowered to operations. */
    public Program lowered() {
        return Lowering.lower(network().network());
    }

    /** The operations after the passes that suit any machine. */
    public Program optimised() {
        return Passes.run(lowered());
    }

    /** What {@link #plan} is made for: vectors of the width that this JVM has or the options name. */
    public Target target() {
        return planOptions(options.lanes()).target();
    }

    /** A schedule and a place in memory for everything, for vectors of the width that this JVM has or the options name. */
    public Plan plan() {
        return plan(planOptions(options.lanes()));
    }

    private Plan plan(PlanOptions asked) {
        return plan(asked, scheduler(asked));
    }

    /** For this JVM. */
    private PlanOptions planOptions(int lanes) {
        return Runtime.version().feature() < SEVERAL_WIDTHS ? portable(lanes) : severalWidths(lanes);
    }

    /** For any JVM. */
    private PlanOptions portable(int lanes) {
        return severalWidths(lanes).withOneWidth();
    }

    private PlanOptions severalWidths(int lanes) {
        return PlanOptions.DEFAULT.withUnroll(options.unroll()).withVectorWidth(lanes);
    }

    private TunedScheduler scheduler(PlanOptions asked) {
        return new TunedScheduler(options.schedules().orElse(TunedSchedules.NONE), asked.target());
    }

    private Plan plan(PlanOptions asked, Scheduler scheduler) {
        Program program = Passes.run(optimised(), asked.target());
        try {
            return Planner.plan(program, asked, scheduler);
        } catch (PlanLimit e) {
            throw tooLarge("generate", String.valueOf(e.getMessage()));
        }
    }

    /**
     * What of the schedules in the options is not used, and why: lines that are no schedules, and for vectors of these widths
     * schedules that are not legal and operations that the network does not have.
     *
     * @param lanes as of {@link #plan} if none are given
     */
    public List<TunedSchedules.Ignored> ignoredSchedules(int... lanes) {
        if (options.schedules().isEmpty()) {
            return List.of();
        }
        List<TunedSchedules.Ignored> ignored =
                new ArrayList<>(options.schedules().get().ignored());
        boolean here = lanes.length == 0;
        for (int width : here ? new int[] {options.lanes()} : lanes) {
            PlanOptions asked = here ? planOptions(width) : portable(width);
            TunedScheduler scheduler = scheduler(asked);
            plan(asked, scheduler);
            ignored.addAll(scheduler.ignored());
        }
        return ignored;
    }

    /** The plan with the reasons for it and what it costs; the class is made to measure it, if this JVM has its vectors. */
    public PlanExplanation explainedPlan() {
        PlanOptions asked = planOptions(options.lanes());
        TunedScheduler scheduler = scheduler(asked);
        Plan plan = plan(asked, scheduler);
        try {
            return PlanExplanation.of(plan, scheduler);
        } catch (PlanLimit e) {
            throw tooLarge("generate", String.valueOf(e.getMessage()));
        }
    }

    /** The class of {@link #load()}, but with kernels that count the time of each step, see {@link StepTimings}. */
    public LoadedClass loadTimed() {
        PlanOptions asked = planOptions(options.lanes()).withTimed(true);
        return load(plan(asked));
    }

    /**
     * Measures schedules on this machine. {@link TunedSchedules#replaced} takes what was found, {@link Options#schedules} uses it.
     * Takes seconds for each operation; schedules in the options do not count.
     *
     * @param progress is told of each operation when it is done
     */
    public List<Decision> tune(Consumer<Decision> progress) {
        PlanOptions asked = planOptions(options.lanes());
        return new Tuner().tune(plan(asked, new CostScheduler(asked.target())), progress);
    }

    /** Runs the network with schedules and without in turn. */
    public Comparison compare(TunedSchedules schedules) {
        PlanOptions asked = planOptions(options.lanes());
        return Comparison.of(
                plan(asked, new CostScheduler(asked.target())),
                plan(asked, new TunedScheduler(schedules, asked.target())));
    }

    /**
     * The generated class as source, with kernels for every width of vectors; it chooses where it runs.
     *
     * @param packageName empty for none
     * @param className {@link ClassName#of} makes one of the network's name
     * @throws IllegalArgumentException for a name that a class or package cannot have, see {@link JavaName}
     */
    public JavaSource java(String packageName, String className) {
        return java(
                Arrays.stream(Target.widths())
                        .mapToObj(lanes -> plan(portable(lanes)))
                        .toList(),
                packageName,
                className);
    }

    private JavaSource java(List<Plan> plans, String packageName, String className) {
        try {
            return Emitter.emit(plans, packageName, className);
        } catch (PlanLimit e) {
            throw tooLarge("generate", String.valueOf(e.getMessage()));
        }
    }

    /** The generated class with the kernels of {@link #plan}, compiled in memory. */
    public LoadedClass load() {
        return load(plan());
    }

    private LoadedClass load(Plan plan) {
        String className = ClassName.of(network().network().name());
        return JaninoLoader.load(java(List.of(plan), "io.github.cnnc.generated", className));
    }

    /**
     * The network with its weights, ready to run.
     *
     * @param safetensors the weights file
     * @throws IOException where the file cannot be read
     * @throws io.github.cnnc.runtime.WeightsException where it is damaged, or tensors are missing, extra or of another
     *     shape
     */
    public Model load(Path safetensors) throws IOException {
        return load(Weights.read(safetensors));
    }

    /** The network with its weights, ready to run. */
    public Model load(Weights weights) {
        return load().model(weights);
    }

    private CompilationFailed tooLarge(String asked, String limit) {
        List<Node> nodes = network().network().nodes();
        Span span = nodes.isEmpty()
                ? checked.tree().orElseThrow().file().span(0, 0)
                : nodes.get(0).span();
        return new CompilationFailed(
                List.of(Diagnostic.of(Code.CNN064, "the network is too large to " + asked, span, limit)));
    }
}
