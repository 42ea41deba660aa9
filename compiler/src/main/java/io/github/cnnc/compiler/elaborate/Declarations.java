package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.diagnostic.Severity;
import io.github.cnnc.compiler.layer.LayerKind;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.parse.ParsedFiles;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Call;
import io.github.cnnc.compiler.syntax.Name;
import io.github.cnnc.compiler.syntax.Parameter;
import io.github.cnnc.compiler.syntax.Statement;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.compiler.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the statements of a file declare: its scope, and the statements that stand once. */
final class Declarations {

    private static final int DEEPEST_USE = 50;

    /** A value from outside, {@code -D name=value}. */
    record Definition(Value value, SourceFile file) {}

    private final Diagnostics diagnostics;
    private final SourceLoader loader;
    private final ParsedFiles files;
    private final ArgumentBinder binder;
    private final Map<SourceFile, Scope> used = new LinkedHashMap<>();

    final Scope scope;
    Optional<Statement.Network> network = Optional.empty();
    Optional<Statement.Input> input = Optional.empty();
    Optional<Statement.Labels> labels = Optional.empty();
    Optional<Statement.Layers> layers = Optional.empty();
    final List<Statement.Expect> expects = new ArrayList<>();

    Declarations(
            SyntaxTree tree,
            Map<String, Definition> definitions,
            Diagnostics diagnostics,
            SourceLoader loader,
            ParsedFiles files,
            ArgumentBinder binder) {
        this.diagnostics = diagnostics;
        this.loader = loader;
        this.files = files;
        this.binder = binder;
        Scope outside = new Scope(Optional.empty());
        this.scope = new Scope(Optional.of(outside));
        tree.statements().forEach(this::once);
        declare(tree, scope, definitions, List.of(tree.file()));
        defineFromOutside(outside, definitions);
    }

    /** Keeps the statements that may stand once. */
    private void once(Statement statement) {
        if (statement instanceof Statement.Network s) {
            network = first(network, s, "network");
        } else if (statement instanceof Statement.Input s) {
            input = first(input, s, "input");
        } else if (statement instanceof Statement.Labels s) {
            labels = first(labels, s, "labels");
        } else if (statement instanceof Statement.Layers s) {
            layers = first(layers, s, "layers");
        } else if (statement instanceof Statement.Expect s) {
            expects.add(s);
        } else if (statement instanceof Statement.Allow s) {
            s.codes().forEach(this::allow);
        }
    }

    private void allow(Name name) {
        Optional<Code> code = Code.named(name.text());
        if (code.isPresent() && code.get().severity() == Severity.WARNING) {
            diagnostics.allow(code.get());
            return;
        }
        List<String> warnings = Stream.of(Code.values())
                .filter(c -> c.severity() == Severity.WARNING)
                .map(Code::name)
                .toList();
        diagnostics.add(Diagnostic.of(
                Code.CNN027,
                code.isPresent()
                        ? "`" + name + "` is an error, which cannot be allowed"
                        : "there is no warning `" + name + "`",
                name.span(),
                "the warnings are " + String.join(", ", warnings)));
    }

    private <S extends Statement> Optional<S> first(Optional<S> before, S statement, String word) {
        if (before.isEmpty()) {
            return Optional.of(statement);
        }
        Diagnostic twice = Diagnostic.of(
                        Code.CNN010, "`" + word + "` is given twice", word(statement, word), "the second time")
                .in(word(statement, word))
                .because(word(before.get(), word), "the first time");
        diagnostics.add(
                switch (word) {
                    case "input" -> twice.note("a network has one input");
                    case "layers" ->
                        twice.note("a network has one chain and one output; branches of it stand in braces: { A | B }");
                    default -> twice;
                });
        return before;
    }

    private static Span word(Statement statement, String word) {
        Span span = statement.span();
        int end = Math.min(span.end(), span.start() + word.length());
        return span.file().span(span.start(), end);
    }

    // -- names ------------------------------------------------------------------------------------------------------

    /** Puts what a file declares into a scope; {@code way} are the files that lead to it, itself last. */
    private void declare(SyntaxTree tree, Scope into, Map<String, Definition> definitions, List<SourceFile> way) {
        for (Statement statement : tree.statements()) {
            if (statement instanceof Statement.Network s) {
                s.parameters()
                        .forEach(p -> parameter(
                                p,
                                into,
                                Optional.ofNullable(definitions.get(p.name().text()))));
            } else if (statement instanceof Statement.Use s) {
                use(s, into, way);
            } else {
                local(statement, into);
            }
        }
    }

    /** The statements that may stand in a block too, and blocks. */
    void local(Statement statement, Scope into) {
        if (statement instanceof Statement.Let let) {
            for (Statement.Binding binding : let.bindings()) {
                define(binding.name(), new Scope.Lazy(binding.name(), binding.value(), into), into);
            }
        } else if (statement instanceof Statement.Default defaults) {
            defaults.calls().forEach(call -> addDefault(call, into));
        } else if (statement instanceof Statement.Block block) {
            if (LayerKinds.named(block.name().text()).isPresent()) {
                diagnostics.add(Diagnostic.of(
                        Code.CNN016,
                        "`" + block.name() + "` is a layer",
                        block.name().span(),
                        "a block needs a name of its own; case does not count"));
            } else {
                define(block.name(), new Scope.Block(block, into), into);
            }
        }
    }

    private void parameter(Parameter parameter, Scope into, Optional<Definition> definition) {
        Scope.Symbol symbol;
        if (definition.isPresent()) {
            symbol = new Scope.Known(definition.get().value());
        } else if (parameter.defaultValue().isPresent()) {
            symbol = new Scope.Lazy(parameter.name(), parameter.defaultValue().get(), into);
        } else {
            diagnostics.add(Diagnostic.of(
                            Code.CNN017,
                            "the parameter `" + parameter.name() + "` has no value",
                            parameter.name().span(),
                            "it has no default")
                    .note("give it with `-D " + parameter.name() + "=...`"));
            symbol = new Scope.Known(Value.UNKNOWN);
        }
        define(parameter.name(), symbol, into);
    }

    private void define(Name name, Scope.Symbol symbol, Scope into) {
        if (Evaluator.VOLUME_NAMES.contains(name.text())) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN016,
                    "`" + name + "` has a meaning already",
                    name.span(),
                    "it stands for the volume that enters a layer"));
        } else if (!into.define(name.text(), symbol)) {
            Diagnostic twice =
                    Diagnostic.of(Code.CNN016, "`" + name + "` is defined twice", name.span(), "the second time");
            diagnostics.add(place(into.own().get(name.text()))
                    .map(first -> twice.because(first, "the first time"))
                    .orElse(twice));
        }
    }

    /** Where a symbol is defined, if that is in a file. */
    private static Optional<Span> place(Scope.Symbol symbol) {
        if (symbol instanceof Scope.Lazy lazy) {
            return Optional.of(lazy.name.span());
        }
        return symbol instanceof Scope.Block block
                ? Optional.of(block.statement().name().span())
                : Optional.empty();
    }

    private void addDefault(Call call, Scope into) {
        String name = call.name().text();
        Optional<LayerKind> kind = LayerKinds.named(name);
        if (kind.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN014,
                    "there is no layer `" + name + "`",
                    call.name().span(),
                    "a default is for a layer" + NearestName.hint(name, layerNames())));
            return;
        }
        into.addDefault(kind.get().signature().name().toLowerCase(Locale.ROOT), call);
    }

    static List<String> layerNames() {
        return LayerKinds.all().stream().map(k -> k.signature().name()).toList();
    }

    /** Checks the argument names of every default of a scope. */
    void checkDefaults(Scope of) {
        LayerKinds.all().forEach(kind -> binder.checkDefault(kind.signature(), of));
    }

    // -- from outside -----------------------------------------------------------------------------------------------

    private void defineFromOutside(Scope outside, Map<String, Definition> definitions) {
        List<String> parameters = network.map(
                        n -> n.parameters().stream().map(p -> p.name().text()).toList())
                .orElse(List.of());
        definitions.forEach((name, definition) -> {
            if (parameters.contains(name)) {
                return;
            }
            Span span = definition
                    .file()
                    .span(0, Math.min(1, definition.file().text().length()));
            if (scope.own().containsKey(name)) {
                diagnostics.add(Diagnostic.of(
                        Code.CNN018,
                        "`" + name + "` is defined in the file itself",
                        span,
                        "only a parameter of `network` can be given from outside"));
            }
            outside.define(name, new Scope.Defined(definition.value()));
        });
        // Without parameters to compare with, what is never read is known only after expansion: see unread().
    }

    /** Reports the values from outside that nothing reads. */
    void unread(Map<String, Definition> definitions) {
        List<String> parameters = network.map(
                        n -> n.parameters().stream().map(p -> p.name().text()).toList())
                .orElse(List.of());
        scope.parent().orElseThrow().own().forEach((name, symbol) -> {
            if (symbol instanceof Scope.Defined defined && !defined.read) {
                SourceFile file = definitions.get(name).file();
                diagnostics.add(Diagnostic.of(
                        Code.CNN018,
                        "nothing reads `" + name + "`",
                        file.span(0, file.text().length()),
                        "given from outside" + NearestName.hint(name, parameters)));
            }
        });
    }

    // -- use --------------------------------------------------------------------------------------------------------

    private void use(Statement.Use use, Scope into, List<SourceFile> way) {
        SourceFile file;
        try {
            file = loader.load(use.span().file(), use.path());
        } catch (IOException e) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN003,
                    "`" + use.path() + "` cannot be used",
                    use.pathSpan(),
                    String.valueOf(e.getMessage())));
            into.leaveIncomplete();
            return;
        }
        if (way.contains(file) || way.size() > DEEPEST_USE) {
            String round =
                    String.join(" -> ", way.stream().map(SourceFile::name).toList());
            diagnostics.add(Diagnostic.of(
                    Code.CNN015,
                    way.contains(file) ? "files use one another in a circle" : "files use one another too deeply",
                    use.pathSpan(),
                    round + " -> " + file.name()));
            return;
        }
        if (!used.containsKey(file)) {
            Scope own = new Scope(Optional.empty());
            used.put(file, own);
            List<SourceFile> longer = new ArrayList<>(way);
            longer.add(file);
            files.tree(file, diagnostics)
                    .ifPresentOrElse(tree -> declare(tree, own, Map.of(), longer), own::leaveIncomplete);
            checkDefaults(own);
        }
        if (used.get(file).isIncomplete()) {
            into.leaveIncomplete();
        }
        used.get(file).own().forEach((name, symbol) -> {
            boolean own = symbol instanceof Scope.Block || symbol instanceof Scope.Lazy;
            if (own && !into.define(name, symbol) && into.own().get(name) != symbol) {
                diagnostics.add(Diagnostic.of(
                        Code.CNN016,
                        "`" + name + "` is defined twice",
                        use.pathSpan(),
                        "this file defines it, and it is defined already"));
            }
        });
    }
}
