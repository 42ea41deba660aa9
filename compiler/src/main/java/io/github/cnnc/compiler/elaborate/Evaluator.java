package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.value.Value;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates expressions. What goes wrong is reported once and gives {@link Value#UNKNOWN}, which every operator passes
 * on in silence.
 */
final class Evaluator {

    /** The names that stand for the volume that enters. */
    static final List<String> VOLUME_NAMES = List.of("width", "height", "depth");

    private static final int LONGEST_LIST = 100_000;
    private static final int DEEPEST_LETS = 100;

    /** Far more than one expression can reach; names that stand for one another in deep expressions can reach it. */
    private static final int DEEPEST = 700;

    private final Diagnostics diagnostics;
    private final Budget budget;
    private int lets;
    private int depth;

    Evaluator(Diagnostics diagnostics, Budget budget) {
        this.diagnostics = diagnostics;
        this.budget = budget;
    }

    /** Accounts for work with values. */
    void spend(long count, Span span) {
        budget.spend(count, span);
    }

    /** The value, a list where it is one. */
    Value evaluate(Expr expr, Env env) {
        budget.spend(1, expr.span());
        if (depth >= DEEPEST) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN061,
                    "the expression is nested too deeply",
                    expr.span(),
                    "this would be level " + (depth + 1)));
            return Value.UNKNOWN;
        }
        depth++;
        try {
            return evaluateHere(expr, env);
        } finally {
            depth--;
        }
    }

    private Value evaluateHere(Expr expr, Env env) {
        if (expr instanceof Expr.Int i) {
            return new Value.Int(i.value());
        }
        if (expr instanceof Expr.Real r) {
            return new Value.Real(r.value());
        }
        if (expr instanceof Expr.Size s) {
            return new Value.Size(s.sizes());
        }
        if (expr instanceof Expr.Bytes b) {
            return new Value.Int(b.bytes());
        }
        if (expr instanceof Expr.Str s) {
            return new Value.Text(s.value());
        }
        if (expr instanceof Expr.Bool b) {
            return new Value.Bool(b.value());
        }
        if (expr instanceof Expr.Fit) {
            return new Value.Fit();
        }
        if (expr instanceof Expr.Ref ref) {
            return name(ref, env);
        }
        if (expr instanceof Expr.ListOf list) {
            budget.spend(list.elements().size(), list.span());
            List<Value> elements = new ArrayList<>();
            for (Expr element : list.elements()) {
                elements.add(evaluate(element, env));
            }
            return new Value.Sequence(elements, Optional.of(list.span()));
        }
        if (expr instanceof Expr.Range range) {
            return range(range, env);
        }
        if (expr instanceof Expr.Infix infix) {
            return infix(infix, env);
        }
        if (expr instanceof Expr.Negate negate) {
            Value value = operand(evaluate(negate.operand(), env), negate.operand(), "*", env);
            if (value instanceof Value.Sequence) {
                return operate("*", new Value.Int(-1), value, negate.span(), env);
            }
            return Arithmetic.negate(value).orElseGet(() -> wrong(negate.span(), env, "`-` takes a number", value));
        }
        if (expr instanceof Expr.Not not) {
            Value value = scalar(not.operand(), env);
            return value instanceof Value.Bool b
                    ? new Value.Bool(!b.value())
                    : wrong(not.span(), env, "`not` takes true or false", value);
        }
        return apply((Expr.Apply) expr, env);
    }

    /** The value; where it is a list, its element for the repetition of the nearest stage. */
    Value scalar(Expr expr, Env env) {
        return element(evaluate(expr, env), expr, "", Optional.empty(), env);
    }

    /**
     * A value, or where it is a list its element for the repetition of the nearest stage.
     *
     * @param name what reads it, for the trail; where empty, the expression if that is a name
     * @param reader the layer that reads it, where that is elsewhere
     */
    Value element(Value value, Expr expr, String name, Optional<Span> reader, Env env) {
        if (!(value instanceof Value.Sequence list)) {
            return value;
        }
        Optional<Frame.Turn> stage = env.stage();
        if (stage.isEmpty()) {
            Diagnostic outside = Diagnostic.of(
                            Code.CNN041, "a list where one value is needed", expr.span(), "this is " + list.described())
                    .note("in a stage, `[ ... ]*n` with square brackets, a list gives one value to each repetition");
            report(env, reader.map(r -> outside.because(r, "needs one value")).orElse(outside));
            return Value.UNKNOWN;
        }
        Optional<Integer> count = stage.get().count();
        if (count.isEmpty()) {
            return Value.UNKNOWN;
        }
        if (list.elements().size() != count.get()) {
            Span origin = list.origin().orElse(expr.span());
            Diagnostic diagnostic = Diagnostic.of(
                            Code.CNN040,
                            "a list of " + list.elements().size() + " values in a stage of " + count.get()
                                    + " repetitions",
                            origin,
                            list.elements().size() + " values")
                    .because(stage.get().place(), count.get() + (count.get() == 1 ? " repetition" : " repetitions"));
            diagnostics.add(
                    origin.equals(expr.span()) ? diagnostic : diagnostic.because(expr.span(), "read in this stage"));
            return Value.UNKNOWN;
        }
        Value element = list.elements().get(stage.get().index());
        String reads = !name.isEmpty()
                ? name
                : expr instanceof Expr.Ref ref ? ref.name().text() : "";
        if (!reads.isEmpty()) {
            stage.get().read(reads, element);
        }
        return element;
    }

    private Value name(Expr.Ref ref, Env env) {
        String name = ref.name().text();
        Optional<Scope.Symbol> symbol = env.scope().find(name);
        if (symbol.isPresent()) {
            return value(symbol.get(), ref, env);
        }
        if (VOLUME_NAMES.contains(name)) {
            return side(name, ref.span(), env);
        }
        if (env.scope().isIncomplete() || diagnostics.has(Code.CNN013, ref.span())) {
            return Value.UNKNOWN;
        }
        if (LayerKinds.isWord(name)) {
            report(
                    env,
                    Diagnostic.of(
                                    Code.CNN013,
                                    "`" + name + "` is not defined",
                                    ref.span(),
                                    "no parameter or `let` has this name")
                            .note("a word that is handed on, to be read by a layer, stands in quotes")
                            .fixedBy("\"" + name + "\"", "", ref.span(), "\"" + name + "\""));
            return Value.UNKNOWN;
        }
        Set<String> known = new LinkedHashSet<>(env.scope().names(false));
        known.addAll(VOLUME_NAMES);
        Optional<String> near = diagnostics.isFull() ? Optional.empty() : NearestName.to(name, known);
        Diagnostic diagnostic = Diagnostic.of(
                Code.CNN013,
                "`" + name + "` is not defined",
                ref.span(),
                "no parameter or `let` has this name"
                        + near.map(n -> "; did you mean `" + n + "`?").orElse(""));
        report(
                env,
                near.map(n -> diagnostic.fixedBy(n, "", ref.span(), n))
                        .orElse(diagnostic.note("define it with `let " + name + " = ...`, or from outside with `-D "
                                + name + "=...`")));
        return Value.UNKNOWN;
    }

    private Value value(Scope.Symbol symbol, Expr.Ref ref, Env env) {
        if (symbol instanceof Scope.Known known) {
            return known.value();
        }
        if (symbol instanceof Scope.Defined defined) {
            defined.read = true;
            return defined.value;
        }
        if (symbol instanceof Scope.Block) {
            report(
                    env,
                    Diagnostic.of(
                            Code.CNN023,
                            "`" + ref.name() + "` is a block, not a value",
                            ref.span(),
                            "a block stands in a chain"));
            return Value.UNKNOWN;
        }
        return value((Scope.Lazy) symbol, ref);
    }

    private Value value(Scope.Lazy lazy, Expr.Ref ref) {
        if (lazy.value.isEmpty()) {
            lazy.value = Optional.of(force(lazy, ref));
        }
        return lazy.value.get();
    }

    /** Evaluates what nothing has read, for the mistakes in it. */
    void evaluateAll(Scope scope) {
        for (Scope.Symbol symbol : List.copyOf(scope.own().values())) {
            if (symbol instanceof Scope.Lazy lazy) {
                value(lazy, new Expr.Ref(lazy.name));
            }
        }
    }

    private Value force(Scope.Lazy lazy, Expr.Ref ref) {
        if (lazy.evaluating) {
            diagnostics.add(Diagnostic.of(
                            Code.CNN015,
                            "`" + lazy.name + "` is defined by itself",
                            ref.span(),
                            "its own value is needed here")
                    .because(lazy.name.span(), "to define this"));
            return Value.UNKNOWN;
        }
        if (lets >= DEEPEST_LETS) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN061,
                    "names are defined by one another deeper than " + DEEPEST_LETS,
                    lazy.name.span(),
                    "this would be level " + (lets + 1)));
            return Value.UNKNOWN;
        }
        lazy.evaluating = true;
        lets++;
        try {
            return evaluate(lazy.expr, Env.outside(lazy.scope));
        } finally {
            lets--;
            lazy.evaluating = false;
        }
    }

    private Value side(String name, Span span, Env env) {
        if (env.enters().isEmpty()) {
            report(
                    env,
                    Diagnostic.of(
                            Code.CNN013,
                            "there is no volume here",
                            span,
                            "`" + name + "` stands for the volume that enters a layer"));
            return Value.UNKNOWN;
        }
        Optional<Volume> volume = env.volume();
        return volume.<Value>map(v -> new Value.Int(
                        name.equals("width") ? v.width() : name.equals("height") ? v.height() : v.depth()))
                .orElse(Value.UNKNOWN);
    }

    private Value range(Expr.Range range, Env env) {
        Value first = scalar(range.first(), env);
        Value last = scalar(range.last(), env);
        if (first instanceof Value.Unknown || last instanceof Value.Unknown) {
            return Value.UNKNOWN;
        }
        if (!(first instanceof Value.Int from) || !(last instanceof Value.Int to)) {
            return wrong(range.span(), env, "`..` takes whole numbers", first instanceof Value.Int ? last : first);
        }
        if (to.value() >= from.value()
                && (to.value() - from.value() < 0 || to.value() - from.value() >= LONGEST_LIST)) {
            report(
                    env,
                    Diagnostic.of(
                            Code.CNN062,
                            "the list is too long",
                            range.span(),
                            "it may have " + LONGEST_LIST + " values"));
            return Value.UNKNOWN;
        }
        List<Value> values = new ArrayList<>();
        for (long i = from.value(); i <= to.value(); i++) {
            values.add(new Value.Int(i));
        }
        budget.spend(values.size(), range.span());
        return new Value.Sequence(values, Optional.of(range.span()));
    }

    private Value infix(Expr.Infix infix, Env env) {
        Value left = evaluate(infix.first(), env);
        Expr leftExpr = infix.first();
        Span leftSpan = infix.first().span();
        for (Expr.Tail tail : infix.rest()) {
            budget.spend(1, infix.span());
            left = operand(left, leftExpr, tail.operator(), env);
            leftExpr = infix;
            if (left instanceof Value.Bool b
                    && (tail.operator().equals("and") && !b.value()
                            || tail.operator().equals("or") && b.value())) {
                continue;
            }
            Value right = operand(evaluate(tail.operand(), env), tail.operand(), tail.operator(), env);
            Span span = leftSpan.to(tail.operand().span());
            left = operate(tail.operator(), left, right, span, env);
            leftSpan = span;
        }
        return left;
    }

    /**
     * What an operator takes: one value, but a list to be scaled stays whole where it gives no value to each repetition: a
     * matrix, or any list outside stages.
     */
    private Value operand(Value value, Expr expr, String operator, Env env) {
        boolean whole = scales(operator)
                && value instanceof Value.Sequence list
                && (env.stage().isEmpty() || isMatrix(list));
        return whole ? value : element(value, expr, "", Optional.empty(), env);
    }

    private static boolean scales(String operator) {
        return operator.equals("*") || operator.equals("/");
    }

    private static boolean isMatrix(Value.Sequence list) {
        return !list.elements().isEmpty() && list.elements().stream().allMatch(Value.Sequence.class::isInstance);
    }

    /** A number times a list, a list times or divided by a number: element by element. */
    private Value scaled(String operator, Value left, Value right, Span span, Env env) {
        boolean listFirst = left instanceof Value.Sequence;
        if (listFirst && right instanceof Value.Sequence || !listFirst && operator.equals("/")) {
            String takes = operator.equals("*") ? "a number and a list" : "a list and then a number";
            String found = listFirst ? "two lists" : "a number and then a list";
            report(env, Diagnostic.of(Code.CNN023, "`" + operator + "` takes " + takes + ", not " + found, span, ""));
            return Value.UNKNOWN;
        }
        Value.Sequence list = (Value.Sequence) (listFirst ? left : right);
        List<Value> elements = new ArrayList<>();
        for (Value element : list.elements()) {
            budget.spend(1, span);
            Value scaled = listFirst
                    ? operate(operator, element, right, span, env)
                    : operate(operator, left, element, span, env);
            if (scaled instanceof Value.Unknown) {
                return scaled;
            }
            elements.add(scaled);
        }
        return new Value.Sequence(elements, Optional.of(span));
    }

    private Value operate(String operator, Value left, Value right, Span span, Env env) {
        if (left instanceof Value.Unknown || right instanceof Value.Unknown) {
            return Value.UNKNOWN;
        }
        if (scales(operator) && (left instanceof Value.Sequence || right instanceof Value.Sequence)) {
            return scaled(operator, left, right, span, env);
        }
        Arithmetic.Result result = Arithmetic.apply(operator, left, right);
        if (result instanceof Arithmetic.Done done) {
            return done.value();
        }
        Arithmetic.Failed failed = (Arithmetic.Failed) result;
        report(env, Diagnostic.of(failed.code(), failed.message(), span, failed.label()));
        return Value.UNKNOWN;
    }

    private Value apply(Expr.Apply apply, Env env) {
        List<Value> arguments = new ArrayList<>();
        for (Expr argument : apply.arguments()) {
            arguments.add(evaluate(argument, env));
        }
        String name = apply.function().text();
        if (!Functions.NAMES.contains(name)) {
            Diagnostic unknown = Diagnostic.of(
                    Code.CNN013,
                    "there is no function `" + name + "`",
                    apply.function().span(),
                    "the functions are " + String.join(", ", Functions.NAMES));
            report(
                    env,
                    NearestName.to(name, Functions.NAMES)
                            .map(near ->
                                    unknown.fixedBy(near, "", apply.function().span(), near))
                            .orElse(unknown));
            return Value.UNKNOWN;
        }
        if (!name.equals("len") && !name.equals("sum") && !(arguments.size() == 1 && Functions.takesList(name))) {
            for (int i = 0; i < arguments.size(); i++) {
                arguments.set(i, element(arguments.get(i), apply.arguments().get(i), "", Optional.empty(), env));
            }
        }
        if (arguments.stream().anyMatch(Evaluator::isUnknown)) {
            return Value.UNKNOWN;
        }
        arguments.forEach(a ->
                budget.spend(a instanceof Value.Sequence s ? s.elements().size() : 1, apply.span()));
        Arithmetic.Result result = Functions.apply(name, arguments);
        if (result instanceof Arithmetic.Done done) {
            return done.value();
        }
        Arithmetic.Failed failed = (Arithmetic.Failed) result;
        report(env, Diagnostic.of(failed.code(), failed.message(), apply.span(), failed.label()));
        return Value.UNKNOWN;
    }

    private static boolean isUnknown(Value value) {
        return value instanceof Value.Unknown
                || value instanceof Value.Sequence list
                        && list.elements().stream().anyMatch(Value.Unknown.class::isInstance);
    }

    private Value wrong(Span span, Env env, String takes, Value found) {
        if (!(found instanceof Value.Unknown)) {
            report(env, Diagnostic.of(Code.CNN023, takes + ", not " + found.described(), span, ""));
        }
        return Value.UNKNOWN;
    }

    private void report(Env env, Diagnostic diagnostic) {
        diagnostics.add(env.trailed(diagnostic));
    }
}
