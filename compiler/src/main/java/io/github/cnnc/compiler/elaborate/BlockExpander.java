package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.syntax.Argument;
import io.github.cnnc.compiler.syntax.Call;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Name;
import io.github.cnnc.compiler.syntax.Parameter;
import io.github.cnnc.compiler.syntax.Statement;
import io.github.cnnc.compiler.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a block's chain where the block is used. */
final class BlockExpander {

    private final Diagnostics diagnostics;
    private final Budget budget;
    private final Evaluator evaluator;
    private final Declarations declarations;
    private final GraphBuilder graph;
    private final ChainExpander chains;
    private final Set<Statement.Block> open = new HashSet<>();

    BlockExpander(
            Diagnostics diagnostics,
            Budget budget,
            Evaluator evaluator,
            Declarations declarations,
            GraphBuilder graph,
            ChainExpander chains) {
        this.diagnostics = diagnostics;
        this.budget = budget;
        this.evaluator = evaluator;
        this.declarations = declarations;
        this.graph = graph;
        this.chains = chains;
    }

    /** The volume that leaves the block. */
    Flow expand(Scope.Block block, Call call, Optional<Name> label, Flow flow, Env env) {
        Statement.Block statement = block.statement();
        budget.use(env, call.span());
        if (open.contains(statement)) {
            report(
                    env,
                    call,
                    Diagnostic.of(
                                    Code.CNN015,
                                    "block `" + statement.name() + "` uses itself",
                                    call.name().span(),
                                    "inside its own chain")
                            .because(statement.name().span(), "the block"));
            return flow.unknown();
        }
        Scope scope = new Scope(Optional.of(block.scope()));
        boolean good = bind(statement, call, scope, env);
        statement.own().forEach(s -> declarations.local(s, scope));
        declarations.checkDefaults(scope);
        String path = statement.name().text().toLowerCase(Locale.ROOT);
        int ordinal = graph.use(env.naming(), path);
        Naming naming = label.map(l -> env.naming().inside(l.text()))
                .orElse(env.naming().insideUse(path, ordinal));
        Env inside = env.within(new Frame.Use(call.span(), !call.arguments().isEmpty()))
                .with(scope)
                .with(naming);
        open.add(statement);
        try {
            return chains.chain(statement.chain(), good ? flow : flow.unknown(), inside);
        } finally {
            open.remove(statement);
        }
    }

    /** Gives the parameters their values, unknown ones where something is wrong. */
    private boolean bind(Statement.Block block, Call call, Scope scope, Env env) {
        Map<String, Value> values = new LinkedHashMap<>();
        List<Parameter> parameters = block.parameters();
        List<String> names = parameters.stream().map(p -> p.name().text()).toList();
        boolean good = true;
        int positional = 0;
        for (Argument argument : call.arguments()) {
            String name;
            if (argument.name().isPresent()) {
                name = argument.name().get().text();
                if (!names.contains(name)) {
                    good = wrong(
                            env,
                            call,
                            Code.CNN020,
                            "block `" + block.name() + "` has no parameter `" + name + "`",
                            argument,
                            names.isEmpty()
                                    ? "it has none"
                                    : "it has " + String.join(", ", names) + NearestName.hint(name, names));
                    continue;
                }
            } else if (positional >= names.size()) {
                good = wrong(
                        env,
                        call,
                        Code.CNN022,
                        "block `" + block.name() + "` takes "
                                + (names.isEmpty() ? "no arguments" : ArgumentBinder.atMost(names.size())),
                        argument,
                        "too many");
                break;
            } else {
                name = names.get(positional++);
            }
            if (values.put(name, value(argument.value(), env)) != null) {
                good = wrong(env, call, Code.CNN022, "`" + name + "` is given twice", argument, "the second time");
            }
        }
        for (Parameter parameter : parameters) {
            String name = parameter.name().text();
            if (values.containsKey(name)) {
                scope.define(name, new Scope.Known(values.get(name)));
            } else if (parameter.defaultValue().isPresent()) {
                scope.define(
                        name,
                        new Scope.Lazy(
                                parameter.name(), parameter.defaultValue().get(), scope));
            } else {
                scope.define(name, new Scope.Known(Value.UNKNOWN));
                if (good) {
                    report(
                            env,
                            call,
                            Diagnostic.of(
                                            Code.CNN021,
                                            "block `" + block.name() + "` needs `" + name + "`",
                                            call.name().span(),
                                            "not given here")
                                    .because(parameter.name().span(), "the parameter"));
                }
                good = false;
            }
        }
        return good;
    }

    /** A name of a list reads its element here, in the caller's stage; a list that is written out stays a list. */
    private Value value(Expr expr, Env env) {
        Value value = evaluator.evaluate(expr, env);
        return expr instanceof Expr.Ref && env.stage().isPresent()
                ? evaluator.element(value, expr, "", Optional.empty(), env)
                : value;
    }

    private boolean wrong(Env env, Call call, Code code, String message, Argument argument, String label) {
        report(env, call, Diagnostic.of(code, message, argument.span(), label));
        return false;
    }

    private void report(Env env, Call call, Diagnostic diagnostic) {
        diagnostics.add(env.trailed(diagnostic.in(call.span())));
    }
}
