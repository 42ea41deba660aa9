package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects the nodes of a network and names them. */
final class GraphBuilder {

    private final Diagnostics diagnostics;
    private final Budget budget;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private final Map<String, Span> names = new HashMap<>();

    GraphBuilder(Diagnostics diagnostics, Budget budget) {
        this.diagnostics = diagnostics;
        this.budget = budget;
    }

    /** Adds a layer; answers the number of the value it makes. */
    int add(Layer layer, List<Integer> inputs, Optional<Name> label, Env env, Span span) {
        budget.layers(nodes.size() + 1, env, span);
        String kind = layer.kind().toLowerCase(Locale.ROOT);
        String number = env.naming().numbers() + kind;
        int ordinal = counters.merge(number, 1, Integer::sum);
        // relu6_1, for relu61 is the 61st ReLU.
        String between = Character.isDigit(kind.charAt(kind.length() - 1)) ? "_" : "";
        String name = label.map(l -> env.naming().label(l.text())).orElse(number + between + ordinal);
        Span place = label.map(Name::span).orElse(span);
        Span before = names.putIfAbsent(name, place);
        if (before != null) {
            diagnostics.add(env.trailed(
                    Diagnostic.of(Code.CNN016, "two layers are named `" + name + "`", place, "the second one")
                            .because(before, "the first one")));
        }
        nodes.add(new Node(name, layer, inputs, span));
        return nodes.size();
    }

    /** The number of a block's use, from 1, labelled uses counted too. */
    int use(Naming naming, String block) {
        return counters.merge(naming.labels() + "\n" + block, 1, Integer::sum);
    }

    List<Node> nodes() {
        return nodes;
    }
}
