package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.parse.Parser;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Statement;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.compiler.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expands a file into a network. */
public final class Elaborator {

    private final SyntaxTree tree;
    private final Diagnostics diagnostics;
    private final SourceLoader loader;
    private final Evaluator evaluator;
    private final Map<String, Declarations.Definition> definitions = new LinkedHashMap<>();
    private final Declarations declarations;
    private final GraphBuilder graph;
    private final ChainExpander chains;
    private final Optional<Expr> inputOverride;

    private Elaborator(SyntaxTree tree, Definitions outside, Diagnostics diagnostics, SourceLoader loader) {
        this.tree = tree;
        this.diagnostics = diagnostics;
        this.loader = loader;
        Budget budget = new Budget(diagnostics);
        this.evaluator = new Evaluator(diagnostics, budget);
        ArgumentBinder binder = new ArgumentBinder(diagnostics, evaluator);
        outside.values().forEach((name, text) -> {
            SourceFile file = SourceFile.of("-D " + name, text);
            definitions.put(name, new Declarations.Definition(evaluated(file), file));
        });
        this.inputOverride =
                outside.input().flatMap(text -> Parser.parseExpression(SourceFile.of("--input", text), diagnostics));
        this.declarations = new Declarations(tree, definitions, diagnostics, loader, binder);
        this.graph = new GraphBuilder(diagnostics, budget);
        this.chains = new ChainExpander(diagnostics, budget, evaluator, binder, declarations, graph);
        declarations.checkDefaults(declarations.scope);
    }

    /** The network; nothing where there are errors, which are then in the diagnostics. */
    public static Optional<Elaborated> elaborate(
            SyntaxTree tree, Definitions outside, Diagnostics diagnostics, SourceLoader loader) {
        try {
            Optional<Elaborated> result = new Elaborator(tree, outside, diagnostics, loader).run();
            return diagnostics.hasErrors() ? Optional.empty() : result;
        } catch (Budget.Spent e) {
            return Optional.empty();
        }
    }

    private Value evaluated(SourceFile file) {
        return Parser.parseExpression(file, diagnostics)
                .map(expr -> evaluator.evaluate(expr, Env.outside(new Scope(Optional.empty()))))
                .orElse(Value.UNKNOWN);
    }

    private Optional<Elaborated> run() {
        Optional<InputReader.Input> input =
                new InputReader(diagnostics, evaluator, declarations.scope).read(declarations.input, inputOverride);
        if (declarations.input.isEmpty() && inputOverride.isEmpty()) {
            reportNoInput();
        }
        Flow end = declarations.layers.map(layers -> expand(layers, input)).orElseGet(() -> {
            reportNoLayers();
            return nothing();
        });
        List<String> labels = labels();
        List<Elaborated.Expectation> expectations = expectations();
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        declarations.unread(definitions);
        String name = declarations.network.map(n -> n.name().text()).orElse("Network");
        Network network = new Network(name, input.orElseThrow().spec(), graph.nodes(), end.value(), labels);
        return Optional.of(new Elaborated(network, end.source(), expectations));
    }

    private Flow expand(Statement.Layers layers, Optional<InputReader.Input> input) {
        Flow start = input.map(i -> new Flow(0, Optional.of(i.spec().format().volume()), i.span()))
                .orElse(new Flow(-1, Optional.empty(), layers.span()));
        return chains.chain(layers.chain(), start, Env.outside(declarations.scope));
    }

    private Flow nothing() {
        return new Flow(0, Optional.empty(), tree.file().span(0, 0));
    }

    private void reportNoInput() {
        Span span = declarations.layers.map(Statement::span).orElse(tree.file().span(0, 0));
        Span start = span.file().span(span.start(), Math.min(span.end(), span.start() + 6));
        diagnostics.add(Diagnostic.of(Code.CNN012, "no volume enters the network", start, "what enters here?")
                .note("write `input 224x224x3` (width x height x depth), or give `--input 224x224x3`"));
    }

    private void reportNoLayers() {
        int end = tree.file().text().stripTrailing().length();
        diagnostics.add(Diagnostic.of(
                        Code.CNN011, "the file has no `layers`", tree.file().span(end, end), "the network is missing")
                .note("write `layers CONV(32) - ReLU - ...`"));
    }

    private List<String> labels() {
        if (declarations.labels.isEmpty()) {
            return List.of();
        }
        Expr expr = declarations.labels.get().value();
        Value value = evaluator.evaluate(expr, Env.outside(declarations.scope));
        if (value instanceof Value.Text path) {
            return fromFile(path.value(), expr.span());
        }
        List<String> names = new ArrayList<>();
        if (value instanceof Value.Sequence list) {
            list.elements().forEach(e -> {
                if (e instanceof Value.Text text) {
                    names.add(text.value());
                }
            });
            if (names.size() == list.elements().size() || list.elements().contains(Value.UNKNOWN)) {
                return names;
            }
        }
        if (!(value instanceof Value.Unknown)) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN023, "`labels` takes a list of strings or the name of a file", expr.span(), ""));
        }
        return List.of();
    }

    private List<String> fromFile(String path, Span span) {
        try {
            return loader.load(span.file(), path).text().stripTrailing().lines().toList();
        } catch (IOException e) {
            diagnostics.add(
                    Diagnostic.of(Code.CNN055, "the labels cannot be read", span, String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    private List<Elaborated.Expectation> expectations() {
        List<Elaborated.Expectation> all = new ArrayList<>();
        for (Statement.Expect expect : declarations.expects) {
            Value value = evaluator.evaluate(expect.value(), Env.outside(declarations.scope));
            all.add(new Elaborated.Expectation(
                    expect.what().text(),
                    expect.what().span(),
                    expect.operator(),
                    value,
                    expect.value().span()));
        }
        return all;
    }
}
