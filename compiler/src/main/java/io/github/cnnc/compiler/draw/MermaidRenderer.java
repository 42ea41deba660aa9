package io.github.cnnc.compiler.draw;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Writes a drawing as a Mermaid flowchart (mermaid.js.org/syntax/flowchart.html), which Markdown pages show. */
public final class MermaidRenderer {

    private static final int LONGEST_TITLE = 120;

    private MermaidRenderer() {}

    /** The flowchart. */
    public static String render(Drawing drawing, Page page) {
        FlatGraph graph = FlatGraph.of(drawing, page.names());
        StringBuilder out = new StringBuilder();
        if (!drawing.name().isEmpty()) {
            out.append("---\ntitle: \"")
                    .append(title(TextWidth.shortened(drawing.name(), LONGEST_TITLE)))
                    .append("\"\n---\n");
        }
        out.append("flowchart TB\n");
        String indent = "  ";
        Set<Kind> kinds = new TreeSet<>();
        for (FlatGraph.Item item : graph.items()) {
            if (item instanceof FlatGraph.Open open) {
                out.append(indent)
                        .append("subgraph ")
                        .append(open.id())
                        .append("[\"")
                        .append(escaped(open.label()))
                        .append("\"]\n");
                indent += "  ";
            } else if (item instanceof FlatGraph.Node node) {
                out.append(indent).append(node(node)).append('\n');
                if (!node.joint()) {
                    kinds.add(node.colour());
                }
            } else {
                indent = indent.substring(2);
                out.append(indent).append("end\n");
            }
        }
        for (FlatGraph.Edge edge : graph.edges()) {
            out.append("  ")
                    .append(edge.from())
                    .append(" --> ")
                    .append(edge.to())
                    .append('\n');
        }
        for (Kind kind : kinds) {
            int colour = page.theme().colour(kind);
            out.append(String.format(
                    Locale.ROOT,
                    "  classDef %s fill:#%06x,stroke:#%06x,color:#1b2430\n",
                    name(kind),
                    Theme.mix(colour, 0xffffff, 0.45),
                    Theme.mix(colour, 0, 0.3)));
        }
        return out.toString();
    }

    private static String node(FlatGraph.Node node) {
        String label = "\""
                + String.join(
                        "<br/>",
                        node.lines().stream().map(MermaidRenderer::escaped).toList()) + "\"";
        return node.joint() ? node.id() + "((" + label + "))" : node.id() + "[" + label + "]:::" + name(node.colour());
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Mermaid's entity codes for everything that may mean something to it, to Markdown (a plus begins a list) or to HTML. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean plain =
                    c < 0x80 ? Character.isLetterOrDigit(c) || " ,./():".indexOf(c) >= 0 : Character.isLetterOrDigit(c);
            if (plain) {
                out.appendCodePoint(c);
            } else {
                out.append('#')
                        .append(Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                        .append(';');
            }
        });
        return out.toString();
    }

    /** Within YAML's quotes; what may mean something to YAML, Mermaid or HTML becomes a question mark. */
    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(c -> out.appendCodePoint(
                        Character.isLetterOrDigit(c) || " ._-,:()/+\u2026".indexOf(c) >= 0 ? c : '?'));
        return out.toString();
    }
}
