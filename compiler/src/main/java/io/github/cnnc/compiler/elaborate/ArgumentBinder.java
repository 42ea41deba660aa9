package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.foreign.Pastes;
import io.github.cnnc.compiler.layer.ArgumentType;
import io.github.cnnc.compiler.layer.Arguments;
import io.github.cnnc.compiler.layer.LayerKind;
import io.github.cnnc.compiler.layer.LayerParameter;
import io.github.cnnc.compiler.layer.Signature;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Argument;
import io.github.cnnc.compiler.syntax.Call;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gives each parameter of a layer its argument: from the call, from a {@code default}, or its own default. */
final class ArgumentBinder {

    /** An argument that has found its parameter. */
    record Bound(Argument argument, Scope scope, boolean inCall) {}

    /**
     * Arguments by parameter.
     *
     * @param good whether every argument found one parameter of its own; what did not has been reported
     */
    record Matched(Map<String, Bound> bound, boolean good) {

        static final Matched NONE = new Matched(Map.of(), true);

        /** With what comes later and wins. */
        Matched then(Matched later) {
            Map<String, Bound> all = new LinkedHashMap<>(bound);
            all.putAll(later.bound);
            return new Matched(all, good && later.good);
        }
    }

    private final Diagnostics diagnostics;
    private final Evaluator evaluator;

    ArgumentBinder(Diagnostics diagnostics, Evaluator evaluator) {
        this.diagnostics = diagnostics;
        this.evaluator = evaluator;
    }

    /** The arguments; nothing where one is wrong or unknown. */
    Optional<Arguments> bind(LayerKind kind, Call call, Env env) {
        Signature signature = kind.signature();
        Matched own = match(signature, call, env.scope(), true, env);
        Matched all = defaults(signature, env.scope()).then(own);
        Map<String, Bound> bound = all.bound();
        Map<String, Arguments.Given> given = new LinkedHashMap<>();
        boolean known = true;
        for (LayerParameter parameter : signature.parameters()) {
            Bound argument = bound.get(parameter.name());
            if (argument == null) {
                known &= !parameter.required() || all.good() && reportMissing(signature, parameter, call, env);
                continue;
            }
            Optional<Object> value = convert(signature, parameter, argument, call, env);
            known &= value.isPresent();
            Span valueSpan = argument.argument().value().span();
            value.ifPresent(v -> given.put(
                    parameter.name(),
                    new Arguments.Given(v, argument.argument().span(), valueSpan, argument.inCall())));
        }
        return known && all.good() ? Optional.of(new Arguments(signature, call, given)) : Optional.empty();
    }

    private boolean reportMissing(Signature signature, LayerParameter parameter, Call call, Env env) {
        diagnostics.add(env.trailed(Diagnostic.of(
                        Code.CNN021,
                        signature.name() + " needs `" + parameter.name() + "`",
                        call.name().span(),
                        parameter.doc())
                .in(call.span())
                .note("give it here or with `default " + signature.name() + "(...)`; it is " + signature)));
        return false;
    }

    // -- defaults ---------------------------------------------------------------------------------------------------

    /** Argument by argument: of the innermost scope that gives it, the last. */
    private Matched defaults(Signature signature, Scope scope) {
        String kind = signature.name().toLowerCase(Locale.ROOT);
        List<Scope> outward = new ArrayList<>();
        for (Optional<Scope> s = Optional.of(scope); s.isPresent(); s = s.get().parent()) {
            outward.add(0, s.get());
        }
        Matched all = Matched.NONE;
        for (Scope s : outward) {
            all = all.then(merged(signature, kind, s));
        }
        return all;
    }

    private Matched merged(Signature signature, String kind, Scope scope) {
        if (!scope.defaults().containsKey(kind)) {
            return Matched.NONE;
        }
        if (!scope.merged().containsKey(kind)) {
            Matched merged = Matched.NONE;
            for (Call call : scope.defaults().get(kind)) {
                merged = merged.then(match(signature, call, scope, false, Env.outside(scope)));
            }
            scope.merged().put(kind, merged);
        }
        return scope.merged().get(kind);
    }

    /** Checks the names in a {@code default}, used or not. */
    void checkDefault(Signature signature, Scope scope) {
        merged(signature, signature.name().toLowerCase(Locale.ROOT), scope);
    }

    // -- matching ---------------------------------------------------------------------------------------------------

    private Matched match(Signature signature, Call call, Scope scope, boolean inCall, Env env) {
        Map<String, Bound> bound = new LinkedHashMap<>();
        int positional = 0;
        boolean named = false;
        boolean good = true;
        for (Argument argument : call.arguments()) {
            Optional<LayerParameter> parameter;
            if (argument.name().isPresent()) {
                named = true;
                parameter = signature.parameter(argument.name().get().text());
                if (parameter.isEmpty()) {
                    reportUnknown(signature, argument, call, env);
                    good = false;
                    continue;
                }
            } else {
                Optional<Span> equals = comparedParameter(signature, argument, scope);
                if (equals.isPresent()) {
                    good = false;
                    report(
                            env,
                            call,
                            Diagnostic.of(Code.CNN022, "`==` compares, an argument is given with `=`", equals.get(), "")
                                    .fixedBy("=", "", equals.get(), "="));
                    continue;
                }
                if (positional >= signature.parameters().size()) {
                    good = false;
                    report(
                            env,
                            call,
                            Diagnostic.of(
                                            Code.CNN022,
                                            signature.name() + " takes "
                                                    + (signature.parameters().isEmpty()
                                                            ? "no arguments"
                                                            : atMost(signature
                                                                    .parameters()
                                                                    .size())),
                                            argument.span(),
                                            "too many")
                                    .note("it is " + signature));
                    break;
                }
                if (named) {
                    good = false;
                    report(
                            env,
                            call,
                            Diagnostic.of(
                                    Code.CNN022,
                                    "an argument without a name after one with a name",
                                    argument.span(),
                                    "give this one its name too"));
                }
                parameter = Optional.of(signature.parameters().get(positional++));
            }
            Bound before = bound.put(parameter.get().name(), new Bound(argument, scope, inCall));
            if (before != null) {
                good = false;
                report(
                        env,
                        call,
                        Diagnostic.of(
                                        Code.CNN022,
                                        "`" + parameter.get().name() + "` is given twice",
                                        argument.span(),
                                        "the second time")
                                .because(before.argument().span(), "the first time"));
            }
        }
        return new Matched(bound, good);
    }

    /** The {@code ==} of {@code pad == 1} where {@code pad} is an argument and no name of the file's. */
    private static Optional<Span> comparedParameter(Signature signature, Argument argument, Scope scope) {
        if (!(argument.value() instanceof Expr.Infix infix)
                || !(infix.first() instanceof Expr.Ref ref)
                || infix.rest().size() != 1
                || !infix.rest().get(0).operator().equals("==")
                || signature.parameter(ref.name().text()).isEmpty()
                || scope.find(ref.name().text()).isPresent()) {
            return Optional.empty();
        }
        Span left = ref.span();
        int from = left.file().text().indexOf("==", left.end());
        return from < 0 ? Optional.empty() : Optional.of(left.file().span(from, from + 2));
    }

    static String atMost(int count) {
        return count == 1 ? "one argument" : "at most " + count + " arguments";
    }

    private void reportUnknown(Signature signature, Argument argument, Call call, Env env) {
        String name = argument.name().orElseThrow().text();
        List<String> names =
                signature.parameters().stream().map(LayerParameter::name).toList();
        Optional<String> near =
                Pastes.argument(signature.name(), name).filter(names::contains).or(() -> NearestName.to(name, names));
        Diagnostic diagnostic = Diagnostic.of(
                Code.CNN020,
                signature.name() + " has no argument `" + name + "`",
                argument.name().get().span(),
                names.isEmpty()
                        ? "it takes none"
                        : near.map(n -> "did you mean `" + n + "`?").orElse("it has no such argument"));
        if (!names.isEmpty()) {
            diagnostic = diagnostic.note("it is " + signature);
        }
        report(
                env,
                call,
                near.isEmpty()
                        ? diagnostic
                        : diagnostic.fixedBy(
                                near.get(), "", argument.name().get().span(), near.get()));
    }

    // -- values -----------------------------------------------------------------------------------------------------

    private Optional<Object> convert(Signature signature, LayerParameter parameter, Bound bound, Call call, Env env) {
        Expr expr = bound.argument().value();
        ArgumentType type = parameter.type();
        Value value = evaluate(parameter, expr, env.with(bound.scope()));
        if (value instanceof Value.Sequence list && !type.takes(list)) {
            Optional<Span> reader =
                    bound.inCall() ? Optional.empty() : Optional.of(call.name().span());
            value = evaluator.element(value, expr, parameter.name(), reader, env);
        }
        if (value instanceof Value.Sequence list) {
            // Each element is looked at below, in every repetition.
            evaluator.spend(4L * list.size(), expr.span());
        }
        if (value instanceof Value.Unknown
                || value instanceof Value.Sequence s && s.elements().contains(Value.UNKNOWN)) {
            return Optional.empty();
        }
        ArgumentType.Result result = type.convert(value);
        if (result instanceof ArgumentType.Accepted accepted) {
            if (type.takesSizes()) {
                warnOfProduct(parameter, value, bound, call, env);
            }
            return Optional.of(accepted.value());
        }
        reportRejected(((ArgumentType.Rejected) result).code(), signature, parameter, value, bound, call, env);
        return Optional.empty();
    }

    /** Where a size is taken, {@code 3*3} is most likely {@code 3x3}, and {@code k*k} k in both directions. */
    private void warnOfProduct(LayerParameter parameter, Value value, Bound bound, Call call, Env env) {
        Optional<String> size = sizeMeant(bound.argument().value());
        if (size.isEmpty() || value.equals(new Value.Int(1))) {
            return;
        }
        Span span = bound.argument().value().span();
        report(
                env,
                call,
                Diagnostic.of(
                                Code.CNN108,
                                "`" + span.text() + "` is the number " + value,
                                span,
                                "a " + parameter.name() + " of " + value + "x" + value)
                        .fixedBy(size.get(), "", span, size.get()));
    }

    private static Optional<String> sizeMeant(Expr expr) {
        if (!(expr instanceof Expr.Infix infix)
                || infix.rest().size() != 1
                || !infix.rest().get(0).operator().equals("*")) {
            return Optional.empty();
        }
        Expr other = infix.rest().get(0).operand();
        if (infix.first() instanceof Expr.Int a && other instanceof Expr.Int b) {
            return Optional.of(a.value() + "x" + b.value());
        }
        return infix.first() instanceof Expr.Ref a
                        && other instanceof Expr.Ref b
                        && a.name().text().equals(b.name().text())
                ? Optional.of(a.name().text())
                : Optional.empty();
    }

    /** The value; a bare word that the argument takes is that word, and one like it a mistyped word. */
    private Value evaluate(LayerParameter parameter, Expr expr, Env env) {
        if (expr instanceof Expr.Ref ref) {
            List<String> words = parameter.type().words();
            String word = ref.name().text();
            if (words.contains(word.toLowerCase(Locale.ROOT))) {
                return new Value.Text(word);
            }
            if (!words.isEmpty() && env.scope().find(word).isEmpty() && !Evaluator.VOLUME_NAMES.contains(word)) {
                return new Value.Text(word);
            }
        }
        return evaluator.evaluate(expr, env);
    }

    /** {@code FC(4096, 120)}: inputs and outputs, as PyTorch has them. */
    private static boolean isInputs(Signature signature, LayerParameter parameter, Value value, Call call) {
        return signature.name().equals("FC")
                && parameter.name().equals("bias")
                && value instanceof Value.Int
                && call.arguments().size() >= 2
                && call.arguments().get(0).name().isEmpty()
                && call.arguments().get(1).name().isEmpty();
    }

    private void reportRejected(
            Code code, Signature signature, LayerParameter parameter, Value value, Bound bound, Call call, Env env) {
        Span span = bound.argument().value().span();
        String takes = "`" + parameter.name() + "` takes " + parameter.type().description();
        Diagnostic diagnostic;
        if (value instanceof Value.Text text && !parameter.type().words().isEmpty()) {
            List<String> words = parameter.type().words();
            diagnostic = Diagnostic.of(
                    Code.CNN024, "`" + text.value() + "` is no value of `" + parameter.name() + "`", span, takes);
            Optional<String> near = NearestName.to(text.value(), words);
            if (near.isPresent()) {
                diagnostic = diagnostic.fixedBy(near.get(), "is the nearest", span, near.get());
            }
        } else if (value instanceof Value.Size size
                && size.sizes().size() == 3
                && parameter.name().equals("kernel")) {
            String flat = size.sizes().get(0) + "x" + size.sizes().get(1);
            diagnostic = Diagnostic.of(
                            code,
                            "`kernel` cannot be " + value.described(),
                            span,
                            "a filter is as deep as the volume that enters")
                    .fixedBy(flat, "", span, flat);
        } else if (isInputs(signature, parameter, value, call)) {
            Span units = call.arguments().get(1).span();
            diagnostic = Diagnostic.of(
                            code,
                            signature.name() + " takes the number of its outputs alone",
                            call.arguments().get(0).span(),
                            "how many values enter is known")
                    .fixedBy(
                            signature.name() + "(" + units.text() + ")",
                            "",
                            call.arguments().get(0).span().to(units),
                            units.text());
        } else if (code == Code.CNN025) {
            diagnostic =
                    Diagnostic.of(code, "`" + parameter.name() + "` must be a whole number", span, "this is " + value);
            if (bound.inCall() && bound.argument().value() instanceof Expr.Infix) {
                diagnostic = diagnostic.fixedBy(
                        "floor(" + span.text() + ")",
                        "gives " + (long) Math.floor(((Value.Real) value).value()),
                        span,
                        "floor(" + span.text() + ")");
            }
        } else {
            String found = code == Code.CNN023 ? value.described() : value.toString();
            diagnostic = Diagnostic.of(
                    code,
                    "`" + parameter.name() + "` cannot be " + found,
                    span,
                    "it takes " + parameter.type().description());
        }
        report(
                env,
                call,
                bound.inCall() ? diagnostic : diagnostic.because(call.name().span(), "used by this layer"));
    }

    private void report(Env env, Call call, Diagnostic diagnostic) {
        boolean sameFile = diagnostic.primary().span().file().equals(call.span().file());
        boolean inside = sameFile
                && diagnostic.primary().span().start() >= call.span().start()
                && diagnostic.primary().span().end() <= call.span().end();
        diagnostics.add(env.trailed(inside ? diagnostic.in(call.span()) : diagnostic));
    }
}
