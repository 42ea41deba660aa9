package io.github.cnnc.compiler.draw;

import java.util.Locale;

/** Writes a drawing in Graphviz's DOT language (graphviz.org/doc/info/lang.html). */
public final class DotRenderer {

    private static final int LONGEST_TITLE = 120;

    private DotRenderer() {}

    /** The digraph. */
    public static String render(Drawing drawing, Page page) {
        Theme theme = page.theme();
        FlatGraph graph = FlatGraph.of(drawing, page.names());
        StringBuilder out = new StringBuilder();
        out.append("digraph ").append(quoted(drawing.name())).append(" {\n");
        out.append("  graph [rankdir=TB, nodesep=0.3, ranksep=0.3, bgcolor=\"")
                .append(hex(theme.background()))
                .append("\", fontname=\"Helvetica\", fontcolor=\"")
                .append(hex(theme.ink()))
                .append("\", fontsize=20, labelloc=t, label=")
                .append(quoted(TextWidth.shortened(drawing.name(), LONGEST_TITLE)))
                .append("];\n");
        out.append(
                "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11, margin=\"0.15,0.08\"];\n");
        out.append("  edge [color=\"").append(hex(theme.wire())).append("\", arrowsize=0.7];\n");
        String indent = "  ";
        for (FlatGraph.Item item : graph.items()) {
            if (item instanceof FlatGraph.Open open) {
                out.append(indent).append("subgraph cluster_").append(open.id()).append(" {\n");
                indent += "  ";
                out.append(indent)
                        .append("label=")
                        .append(quoted(open.label()))
                        .append("; fontsize=13; labeljust=r; style=rounded; color=\"")
                        .append(hex(theme.wire()))
                        .append("\";\n");
            } else if (item instanceof FlatGraph.Node node) {
                out.append(indent).append(node(node, theme)).append('\n');
            } else {
                indent = indent.substring(2);
                out.append(indent).append("}\n");
            }
        }
        for (FlatGraph.Edge edge : graph.edges()) {
            out.append("  ")
                    .append(edge.from())
                    .append(" -> ")
                    .append(edge.to())
                    .append(";\n");
        }
        return out.append("}\n").toString();
    }

    private static String node(FlatGraph.Node node, Theme theme) {
        int colour = theme.colour(node.colour());
        if (node.joint()) {
            return node.id()
                    + " [shape=ellipse, style=filled, margin=\"0.02,0.02\", fillcolor=\"#ffffff\", color=\"#444c57\", label="
                    + quoted(String.join("\n", node.lines())) + "];";
        }
        return node.id() + " [label=" + quoted(String.join("\n", node.lines())) + ", fillcolor=\""
                + hex(Theme.mix(colour, 0xffffff, 0.45)) + "\", color=\"" + hex(Theme.mix(colour, 0, 0.3)) + "\"];";
    }

    /** A quoted string: only the quote and, because labels obey it, the backslash mean something in it. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                // Labels know HTML's entities.
                case '&' -> out.append("&amp;");
                default ->
                    out.appendCodePoint(
                            Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xfffd : c);
            }
        });
        return out.append('"').toString();
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
