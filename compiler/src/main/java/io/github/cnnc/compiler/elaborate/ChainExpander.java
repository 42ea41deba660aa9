package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.foreign.ForeignLayers;
import io.github.cnnc.compiler.foreign.Pastes;
import io.github.cnnc.compiler.foreign.Translation;
import io.github.cnnc.compiler.layer.Arguments;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.LayerKind;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.layer.LayerSite;
import io.github.cnnc.compiler.layer.Pool;
import io.github.cnnc.compiler.layer.SlidingWindow;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Call;
import io.github.cnnc.compiler.syntax.Chain;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Name;
import io.github.cnnc.compiler.syntax.Step;
import io.github.cnnc.compiler.value.Value;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks a chain with the volume that flows along it, and adds every layer it comes to. */
final class ChainExpander {

    private static final int MOST_TURNS_AFTER_ERROR = 20;

    /** What is said of a volume that is too small for a window. */
    private static final Set<Code> TOO_SMALL = EnumSet.of(Code.CNN030, Code.CNN031, Code.CNN104);

    private final Diagnostics diagnostics;
    private final Budget budget;
    private final Evaluator evaluator;
    private final ArgumentBinder binder;
    private final BlockExpander blocks;
    private final LecturePattern patterns;
    private final GraphBuilder graph;

    /** The arguments of the layers with windows, by the number of the node. */
    private final Map<Integer, Arguments> windows = new HashMap<>();

    ChainExpander(
            Diagnostics diagnostics,
            Budget budget,
            Evaluator evaluator,
            ArgumentBinder binder,
            Declarations declarations,
            GraphBuilder graph) {
        this.diagnostics = diagnostics;
        this.budget = budget;
        this.evaluator = evaluator;
        this.binder = binder;
        this.graph = graph;
        this.patterns = new LecturePattern(diagnostics);
        this.blocks = new BlockExpander(diagnostics, budget, evaluator, declarations, graph, this);
    }

    /** The volume that leaves a chain. */
    Flow chain(Chain chain, Flow flow, Env env) {
        Flow current = flow;
        for (Step step : chain.steps()) {
            current = step(step, Optional.empty(), current, env);
        }
        return current;
    }

    private Flow step(Step step, Optional<Name> label, Flow flow, Env outer) {
        budget.spend(1, step.span());
        Env env = outer.with(flow);
        if (step instanceof Call call) {
            return call(call, label, flow, env);
        }
        if (step instanceof Step.Labelled labelled) {
            Env inside = deeper(env, step.span());
            if (label.isPresent()) {
                report(
                        env,
                        Diagnostic.of(
                                Code.CNN022,
                                "two labels for one step",
                                label.get().span(),
                                "the second one"));
            }
            return step(labelled.body(), Optional.of(labelled.label()), flow, inside);
        }
        if (step instanceof Step.Conditional conditional) {
            return conditional(conditional, label, flow, deeper(env, step.span()));
        }
        if (step instanceof Step.Branches branches) {
            return branches(branches, label, flow, deeper(env, step.span()));
        }
        Env inside = deeper(
                label.isPresent() ? env.with(env.naming().inside(label.get().text())) : env, step.span());
        if (step instanceof Step.Group group) {
            return chain(group.chain(), flow, inside);
        }
        return repeat((Step.Repeat) step, flow, inside);
    }

    private Env deeper(Env env, Span span) {
        Env deeper = env.deeper();
        budget.path(deeper.naming().labels(), span);
        budget.path(deeper.naming().turns(), span);
        budget.depth(deeper, span);
        return deeper;
    }

    // -- layers and blocks ------------------------------------------------------------------------------------------

    private Flow call(Call call, Optional<Name> label, Flow flow, Env env) {
        String name = call.name().text();
        Optional<Scope.Symbol> symbol = env.scope().find(name);
        if (symbol.isPresent() && symbol.get() instanceof Scope.Block block) {
            return blocks.expand(
                    block, call, label, flow, deeper(env, call.name().span()));
        }
        Optional<LayerKind> kind = LayerKinds.named(name);
        if (kind.isPresent()) {
            return layer(kind.get(), call, label, flow, env);
        }
        reportUnknown(call, symbol.isPresent(), env);
        return flow.unknown();
    }

    private void reportUnknown(Call call, boolean isValue, Env env) {
        if (env.scope().isIncomplete()
                || diagnostics.has(Code.CNN014, call.name().span())) {
            return;
        }
        String name = call.name().text();
        if (isValue) {
            report(
                    env,
                    Diagnostic.of(
                            Code.CNN014,
                            "`" + name + "` is a value, not a layer",
                            call.name().span(),
                            "a layer or block was expected"));
            return;
        }
        if (diagnostics.isFull()) {
            report(env, unknown(call, ""));
            return;
        }
        Optional<Translation> foreign = Pastes.call(call.span().text());
        if (foreign.isPresent()) {
            reportForeign(call, foreign.get(), env);
            return;
        }
        Set<String> known = new LinkedHashSet<>(Declarations.layerNames());
        known.addAll(env.scope().names(true));
        Optional<String> near = NearestName.to(name, known);
        Diagnostic diagnostic =
                unknown(call, near.map(n -> "; did you mean `" + n + "`?").orElse(""));
        report(
                env,
                near.map(n -> diagnostic.fixedBy(n, "", call.name().span(), n)).orElse(diagnostic));
    }

    private static Diagnostic unknown(Call call, String hint) {
        return Diagnostic.of(
                Code.CNN014,
                "there is no layer or block `" + call.name() + "`",
                call.name().span(),
                "unknown" + hint);
    }

    /** A layer under the name that another notation gives it. */
    private void reportForeign(Call call, Translation said, Env env) {
        if (!said.absent().isEmpty()) {
            report(env, ForeignLayers.absent(said, call.name().span()));
            return;
        }
        String whole = said.isWhole() ? "; did you mean `" + said.chain() + "`?" : "";
        Diagnostic diagnostic = ForeignLayers.noted(said, unknown(call, whole));
        report(env, diagnostic.fixedBy(ForeignLayers.fixes(said, call.span(), "", "")));
    }

    /** What a call of our layer says whose arguments have another notation's names; nothing where only some have. */
    private Optional<Translation> foreignArguments(LayerKind kind, Call call) {
        boolean unknown = call.arguments().stream()
                .flatMap(a -> a.name().stream())
                .anyMatch(n -> kind.signature().parameter(n.text()).isEmpty());
        return unknown
                ? Pastes.call(call.span().text())
                        .filter(t -> t.isWhole() && t.leftOut().isEmpty())
                : Optional.empty();
    }

    private void reportForeignArguments(LayerKind kind, Call call, Translation said, Env env) {
        report(
                env,
                ForeignLayers.noted(
                                said,
                                Diagnostic.of(
                                        Code.CNN020,
                                        "`" + call.name() + "` has the arguments of another framework",
                                        call.name().span(),
                                        "cnnc names them otherwise"))
                        .in(call.span())
                        .note("it is " + kind.signature())
                        .fixedBy(ForeignLayers.fixes(said, call.span(), "", "")));
    }

    private Flow layer(LayerKind kind, Call call, Optional<Name> label, Flow flow, Env env) {
        if (diagnostics.has(Code.CNN020, call.name().span())) {
            return new Flow(-1, Optional.empty(), call.span());
        }
        Optional<Translation> foreign = foreignArguments(kind, call);
        if (foreign.isPresent()) {
            reportForeignArguments(kind, call, foreign.get(), env);
            return new Flow(-1, Optional.empty(), call.span());
        }
        Optional<Arguments> arguments = binder.bind(kind, call, env);
        if (arguments.isEmpty() || flow.volume().isEmpty()) {
            return new Flow(-1, Optional.empty(), call.span());
        }
        LayerSite site = new LayerSite(
                arguments.get(),
                flow.volume().get(),
                flow.origin(),
                d -> diagnostics.add(env.trailed(lookingBack(d, call, flow, env))));
        List<Layer> layers = kind.build(site);
        int value = flow.value();
        for (int i = 0; i < layers.size(); i++) {
            value = graph.add(layers.get(i), List.of(value), i == 0 ? label : Optional.empty(), env, call.span());
            if (layers.get(i) instanceof Conv || layers.get(i) instanceof Pool) {
                windows.put(value - 1, arguments.get());
            }
        }
        return layers.isEmpty()
                ? new Flow(-1, Optional.empty(), call.span())
                : new Flow(value, Optional.of(layers.get(layers.size() - 1).output()), call.span());
    }

    /** Where a window does not fit, offers first what would have kept the volume larger. */
    private Diagnostic lookingBack(Diagnostic diagnostic, Call call, Flow flow, Env env) {
        if (!TOO_SMALL.contains(diagnostic.code())
                || diagnostics.has(diagnostic.code(), diagnostic.primary().span())) {
            return diagnostic;
        }
        List<Fix> fixes = new ArrayList<>();
        withoutDepth(call, flow).ifPresent(fixes::add);
        new Shrinking(graph.nodes(), windows)
                .padded(flow.value(), env.scope().usual("conv"))
                .ifPresent(fixes::add);
        diagnostic.fixes().stream()
                .filter(own -> fixes.stream()
                        .noneMatch(f ->
                                f.place().equals(own.place()) && f.replacement().equals(own.replacement())))
                .forEach(fixes::add);
        return diagnostic.fixedBy(fixes);
    }

    /** {@code CONV(3, 64, 3x3)} over a volume of depth 3 is PyTorch's order. */
    private static Optional<Fix> withoutDepth(Call call, Flow flow) {
        boolean order = call.name().text().equalsIgnoreCase("CONV")
                && call.arguments().size() >= 3
                && call.arguments().stream().limit(3).allMatch(a -> a.name().isEmpty())
                && call.arguments().get(0).value() instanceof Expr.Int depth
                && depth.value() == flow.volume().orElseThrow().depth();
        if (!order) {
            return Optional.empty();
        }
        Span first = call.arguments().get(0).span();
        Span place =
                first.file().span(first.start(), call.arguments().get(1).span().start());
        return Optional.of(
                new Fix("", "leave out the `" + first.text() + "`: the depth that enters is known", place, ""));
    }

    // -- control ----------------------------------------------------------------------------------------------------

    private Flow conditional(Step.Conditional conditional, Optional<Name> label, Flow flow, Env env) {
        for (Step.Conditional.Case one : conditional.cases()) {
            budget.spend(1, one.condition().span());
            Value condition = evaluator.scalar(one.condition(), env);
            if (!(condition instanceof Value.Bool holds)) {
                reportNoTruth(one.condition(), condition, env);
                return flow.unknown();
            }
            if (holds.value()) {
                return step(one.body(), label, flow, env);
            }
        }
        return conditional.otherwise().map(step -> step(step, label, flow, env)).orElse(flow);
    }

    private void reportNoTruth(Expr condition, Value value, Env env) {
        if (!(value instanceof Value.Unknown)) {
            report(
                    env,
                    Diagnostic.of(
                            Code.CNN023,
                            "a condition is true or false, not " + value.described(),
                            condition.span(),
                            ""));
        }
    }

    private Flow repeat(Step.Repeat repeat, Flow flow, Env env) {
        if (repeat.count() instanceof Step.Count.ForEach loop) {
            return forEach(repeat, loop, flow, env);
        }
        Expr expr = ((Step.Count.Times) repeat.count()).value();
        Optional<Integer> count = count(expr, env);
        if (count.isEmpty()) {
            return turn(
                    repeat,
                    new Frame.Turn(repeat.stage(), 0, count, repeat.count().span()),
                    flow.unknown(),
                    env);
        }
        patterns.check(repeat, count.get(), env);
        Flow current = flow;
        for (int i = 0; i < turns(count.get(), i, repeat.stage(), current); i++) {
            budget.turn(repeat.count().span());
            current = turn(
                    repeat,
                    new Frame.Turn(repeat.stage(), i, count, repeat.count().span()),
                    current,
                    env);
        }
        return current;
    }

    /**
     * How many turns there are. After an error every turn of the same text says the same; where values differ, a few more
     * may show other mistakes.
     */
    private static int turns(int count, int done, boolean valuesDiffer, Flow current) {
        if (current.volume().isPresent()) {
            return count;
        }
        return Math.min(count, valuesDiffer ? MOST_TURNS_AFTER_ERROR : Math.max(1, done));
    }

    private Optional<Integer> count(Expr expr, Env env) {
        Value value = evaluator.scalar(expr, env);
        if (value instanceof Value.Int i && i.value() >= 0 && i.value() <= Integer.MAX_VALUE) {
            return Optional.of((int) i.value());
        }
        if (!(value instanceof Value.Unknown)) {
            report(
                    env,
                    Diagnostic.of(
                            Code.CNN042,
                            "a repeat count is a whole number of at least 0",
                            expr.span(),
                            "this is " + value.described()));
        }
        return Optional.empty();
    }

    private Flow forEach(Step.Repeat repeat, Step.Count.ForEach loop, Flow flow, Env env) {
        Value values = evaluator.evaluate(loop.values(), env);
        if (!(values instanceof Value.Sequence list)) {
            if (!(values instanceof Value.Unknown)) {
                report(
                        env,
                        Diagnostic.of(
                                Code.CNN042,
                                "`in` takes a list, not " + values.described(),
                                loop.values().span(),
                                "for example [16, 32] or 1..4"));
            }
            Scope scope = new Scope(Optional.of(env.scope()));
            scope.define(loop.variable().text(), new Scope.Known(Value.UNKNOWN));
            Frame.Turn once = new Frame.Turn(repeat.stage(), 0, Optional.empty(), loop.span());
            return turn(repeat, once, flow.unknown(), env.with(scope));
        }
        Flow current = flow;
        int count = list.elements().size();
        for (int i = 0; i < turns(count, i, true, current); i++) {
            budget.turn(loop.span());
            Scope scope = new Scope(Optional.of(env.scope()));
            scope.define(loop.variable().text(), new Scope.Known(list.elements().get(i)));
            Frame.Turn turn = new Frame.Turn(repeat.stage(), i, Optional.of(count), loop.span());
            turn.read(loop.variable().text(), list.elements().get(i));
            current = turn(repeat, turn, current, env.with(scope));
        }
        return current;
    }

    private Flow turn(Step.Repeat repeat, Frame.Turn turn, Flow flow, Env env) {
        Env inside = env.with(env.naming().inTurn(turn.index())).within(turn);
        return step(repeat.body(), Optional.empty(), flow, inside);
    }

    // -- branches ---------------------------------------------------------------------------------------------------

    private Flow branches(Step.Branches branches, Optional<Name> label, Flow flow, Env env) {
        List<Flow> leaving = new ArrayList<>();
        List<Optional<Joining.Resized>> resized = new ArrayList<>();
        for (Chain chain : branches.chains()) {
            int first = graph.nodes().size();
            leaving.add(chain(chain, flow, env));
            resized.add(resized(first, flow));
        }
        if (leaving.size() == 1 && label.isEmpty()) {
            return leaving.get(0);
        }
        if (leaving.stream().anyMatch(f -> f.volume().isEmpty())) {
            return new Flow(-1, Optional.empty(), branches.span());
        }
        List<Volume> volumes =
                leaving.stream().map(f -> f.volume().orElseThrow()).toList();
        return new Joining(branches, volumes, resized, d -> report(env, d))
                .layer()
                .map(join -> new Flow(
                        graph.add(join, leaving.stream().map(Flow::value).toList(), label, env, branches.span()),
                        Optional.of(join.output()),
                        branches.span()))
                .orElse(new Flow(-1, Optional.empty(), branches.span()));
    }

    /** The last layer from one on that changed the width or height, if it has a window. */
    private Optional<Joining.Resized> resized(int first, Flow flow) {
        for (int i = graph.nodes().size() - 1; i >= first; i--) {
            Node node = graph.nodes().get(i);
            int from = node.inputs().get(0);
            Optional<Volume> in = from == flow.value()
                    ? flow.volume()
                    : Optional.of(graph.nodes().get(from - 1).layer().output());
            Volume out = node.layer().output();
            if (in.isPresent() && (in.get().width() != out.width() || in.get().height() != out.height())) {
                Optional<SlidingWindow> window = node.layer() instanceof Conv conv
                        ? Optional.of(conv.window())
                        : node.layer() instanceof Pool pool ? Optional.of(pool.window()) : Optional.empty();
                Arguments arguments = windows.get(i);
                return window.map(w -> new Joining.Resized(w, node.span(), arguments));
            }
        }
        return Optional.empty();
    }

    private void report(Env env, Diagnostic diagnostic) {
        diagnostics.add(env.trailed(diagnostic));
    }
}
