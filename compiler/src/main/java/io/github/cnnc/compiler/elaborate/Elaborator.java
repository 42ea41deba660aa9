package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.layer.Softmax;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.parse.ParsedFiles;
import io.github.cnnc.compiler.parse.Parser;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Statement;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.compiler.value.Value;
import io.github.cnnc.runtime.Volume;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Expands a file into a network. */
public final class Elaborator {

    private final SyntaxTree tree;
    private final Definitions outside;
    private final Diagnostics diagnostics;
    private final SourceLoader loader;
    private final ParsedFiles files;
    private final Budget budget;
    private final Evaluator evaluator;
    private final ArgumentBinder binder;
    private Optional<Volume> entering = Optional.empty();

    /**
     * @param outside what the caller defines
     * @param loader finds the files that {@code use} and {@code labels} name
     * @param files has the trees of those that {@code use} names
     */
    public Elaborator(
            SyntaxTree tree, Definitions outside, Diagnostics diagnostics, SourceLoader loader, ParsedFiles files) {
        this.tree = tree;
        this.outside = outside;
        this.diagnostics = diagnostics;
        this.loader = loader;
        this.files = files;
        this.budget = new Budget(diagnostics);
        this.evaluator = new Evaluator(diagnostics, budget);
        this.binder = new ArgumentBinder(diagnostics, evaluator);
    }

    /** The network; nothing where there are errors, which are then in the diagnostics. */
    public Optional<Elaborated> elaborate() {
        try {
            Optional<Elaborated> result = run();
            return diagnostics.hasErrors() ? Optional.empty() : result;
        } catch (Budget.Spent e) {
            return Optional.empty();
        }
    }

    /** The volume that enters, once elaborated, where that much is right. */
    public Optional<Volume> entering() {
        return entering;
    }

    /** How many steps of expansion it took. */
    public long steps() {
        return budget.steps();
    }

    private Value evaluated(SourceFile file) {
        return Parser.parseExpression(file, diagnostics)
                .map(expr -> evaluator.evaluate(expr, Env.outside(new Scope(Optional.empty()))))
                .orElse(Value.UNKNOWN);
    }

    private Optional<Elaborated> run() {
        Map<String, Declarations.Definition> definitions = new LinkedHashMap<>();
        outside.values().forEach((name, text) -> {
            SourceFile file = SourceFile.of("-D " + name, text);
            definitions.put(name, new Declarations.Definition(evaluated(file), file));
        });
        Optional<Expr> override =
                outside.input().flatMap(text -> Parser.parseExpression(SourceFile.of("--input", text), diagnostics));
        Declarations declared = new Declarations(tree, definitions, diagnostics, loader, files, binder);
        declared.checkDefaults(declared.scope);
        Optional<InputReader.Input> input =
                new InputReader(diagnostics, evaluator, declared.scope).read(declared.input, override);
        entering = input.map(i -> i.spec().format().volume());
        if (declared.input.isEmpty() && outside.input().isEmpty()) {
            reportNoInput(declared.layers);
        }
        if (declared.layers.isEmpty()) {
            reportNoLayers();
        }
        GraphBuilder graph = new GraphBuilder(diagnostics, budget);
        Flow end = declared.layers.map(l -> expand(l, input, declared, graph)).orElse(nothing());
        List<String> labels = labels(declared);
        List<Elaborated.Expectation> expectations = expectations(declared);
        evaluator.evaluateAll(declared.scope);
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        declared.unread(definitions);
        List<Node> nodes = graph.nodes();
        int output = end.value();
        Span outputSpan = end.source();
        if (outside.logits()) {
            if (output == 0 || !(nodes.get(output - 1).layer() instanceof Softmax)) {
                reportNoSoftmax(end.source());
                return Optional.empty();
            }
            // The chain ends here, so nothing else reads it.
            Node softmax = nodes.get(output - 1);
            nodes = nodes.subList(0, output - 1);
            output = softmax.inputs().get(0);
            outputSpan = output == 0
                    ? input.orElseThrow().span()
                    : nodes.get(output - 1).span();
        }
        String name = declared.network.map(n -> n.name().text()).orElse(nameOf(tree.file()));
        Network network = new Network(name, input.orElseThrow().spec(), nodes, output, labels);
        return Optional.of(new Elaborated(
                network, outputSpan, declared.labels.map(l -> l.value().span()), expectations));
    }

    private Flow expand(
            Statement.Layers layers, Optional<InputReader.Input> input, Declarations declared, GraphBuilder graph) {
        Flow start = input.map(i -> new Flow(0, Optional.of(i.spec().format().volume()), i.span()))
                .orElse(new Flow(-1, Optional.empty(), layers.span()));
        return new ChainExpander(diagnostics, budget, evaluator, binder, declared, graph)
                .chain(layers.chain(), start, Env.outside(declared.scope));
    }

    /** The name of a network that has none: its file's, {@code vgg16-stages.cnn} as {@code Vgg16Stages}. */
    static String nameOf(SourceFile file) {
        String path = file.name();
        int end = path.lastIndexOf(".cnn");
        if (end < 0) {
            return "Network";
        }
        String stem = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1, end);
        StringBuilder name = new StringBuilder();
        for (String word : stem.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        boolean usable = !name.isEmpty() && Character.isLetter(name.charAt(0)) && name.length() <= 100;
        return usable ? name.toString() : "Network" + (name.length() <= 100 ? name : "");
    }

    private Flow nothing() {
        return new Flow(0, Optional.empty(), tree.file().span(0, 0));
    }

    private void reportNoInput(Optional<Statement.Layers> layers) {
        Span span = layers.map(Statement::span).orElse(tree.file().span(0, 0));
        Span start = span.file().span(span.start(), Math.min(span.end(), span.start() + 6));
        diagnostics.add(Diagnostic.of(Code.CNN012, "no volume enters the network", start, "what enters here?")
                .note("write `input 224x224x3` (width x height x depth), or give `--input 224x224x3`"));
    }

    private void reportNoSoftmax(Span output) {
        diagnostics.add(Diagnostic.of(
                Code.CNN018,
                "the network does not end in SOFTMAX",
                output,
                "what leaves here are no probabilities; `--logits` leaves a last SOFTMAX out"));
    }

    private void reportNoLayers() {
        int end = tree.file().text().stripTrailing().length();
        diagnostics.add(Diagnostic.of(
                        Code.CNN011, "the file has no `layers`", tree.file().span(end, end), "the network is missing")
                .note("write `layers CONV(32) - ReLU - ...`"));
    }

    private List<String> labels(Declarations declared) {
        if (declared.labels.isEmpty()) {
            return List.of();
        }
        Expr expr = declared.labels.get().value();
        Value value = evaluator.evaluate(expr, Env.outside(declared.scope));
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
            String text = loader.load(span.file(), path).text();
            // A byte order mark says how the file is written, and belongs to no label.
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .stripTrailing()
                    .lines()
                    .toList();
        } catch (IOException e) {
            diagnostics.add(
                    Diagnostic.of(Code.CNN055, "the labels cannot be read", span, String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    /**
     * Whether an expected value is one for what the caller gave: it depends on every name that comes from outside. The input
     * has no name that it could depend on.
     */
    private boolean holdsForTheCaller(Expr value, Scope scope) {
        return outside.input().isEmpty()
                && !outside.logits()
                && names(value, scope).containsAll(outside.values().keySet());
    }

    /** The names that an expression depends on, by those of {@code let}s too. */
    private static Set<String> names(Expr expr, Scope scope) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Expr> open = new ArrayDeque<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr next = open.pop();
            next.parts().forEach(open::push);
            if (next instanceof Expr.Ref ref && names.add(ref.name().text())) {
                scope.find(ref.name().text())
                        .filter(Scope.Lazy.class::isInstance)
                        .ifPresent(let -> open.push(((Scope.Lazy) let).expr));
            }
        }
        return names;
    }

    private List<Elaborated.Expectation> expectations(Declarations declared) {
        List<Elaborated.Expectation> all = new ArrayList<>();
        for (Statement.Expect expect : declared.expects) {
            Value value = evaluator.evaluate(expect.value(), Env.outside(declared.scope));
            all.add(new Elaborated.Expectation(
                    expect.what().text(),
                    expect.what().span(),
                    expect.operator(),
                    value,
                    expect.value().span(),
                    holdsForTheCaller(expect.value(), declared.scope)));
        }
        return outside.expects() ? all : List.of();
    }
}
