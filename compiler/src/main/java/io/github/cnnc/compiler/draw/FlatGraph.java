package io.github.cnnc.compiler.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing as nodes and edges, for programs that find the places themselves. Nodes are numbered as they come, groups too.
 *
 * @param items nodes, and the beginnings and ends of groups around them, in order
 */
record FlatGraph(List<Item> items, List<Edge> edges) {

    /** A node, or an end of a group. */
    sealed interface Item permits Node, Open, Close {}

    /**
     * A node.
     *
     * @param colour what it is coloured as
     * @param joint whether it is a circle
     */
    record Node(String id, List<String> lines, Kind colour, boolean joint) implements Item {
        Node {
            lines = List.copyOf(lines);
        }
    }

    /** What follows, up to its {@link Close}, is a group. */
    record Open(String id, String label) implements Item {}

    /** The end of a group. */
    record Close() implements Item {}

    /** An arrow. */
    record Edge(String from, String to) {}

    FlatGraph {
        items = List.copyOf(items);
        edges = List.copyOf(edges);
    }

    static FlatGraph of(Drawing drawing, boolean names) {
        Walk walk = new Walk(names);
        String input = walk.node(List.of("input", drawing.input().toString()), Kind.INPUT, false);
        walk.chain(drawing.parts(), input);
        return new FlatGraph(walk.items, walk.edges);
    }

    /** The walk along the chain, with the counters of names. */
    private static final class Walk {
        private final boolean names;
        private final List<Item> items = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();
        private int nodes;
        private int groups;

        Walk(boolean names) {
            this.names = names;
        }

        String node(List<String> lines, Kind colour, boolean joint) {
            String id = "n" + nodes++;
            items.add(new Node(id, lines, colour, joint));
            return id;
        }

        /** Adds a chain after a node; answers its last node, or that one where it is empty. */
        String chain(List<Part> parts, String from) {
            String last = from;
            for (Part part : parts) {
                last = part(part, last);
            }
            return last;
        }

        private String part(Part part, String from) {
            if (part instanceof Part.Repeat repeat) {
                return group(repeat.label(), repeat.parts(), from);
            }
            if (part instanceof Part.Fork fork) {
                List<String> ends = new ArrayList<>();
                for (Part.Branch branch : fork.branches()) {
                    ends.add(
                            branch.count() == 1
                                    ? chain(branch.parts(), from)
                                    : group(branch.count() + " side by side", branch.parts(), from));
                }
                List<String> lines = new ArrayList<>(List.of(fork.joint().symbol()));
                lines.addAll(trims(fork.trims()));
                lines.addAll(labels(fork.names(), fork.volumes()));
                String joint = node(lines, Kind.OTHER, true);
                ends.forEach(end -> edges.add(new Edge(end, joint)));
                return joint;
            }
            Part.Box box = (Part.Box) part;
            List<String> lines = new ArrayList<>(List.of(TextWidth.shortened(box.text(), 60)));
            lines.addAll(trims(box.trims()));
            lines.addAll(labels(box.names(), box.volumes()));
            String id = node(lines, box.kind(), false);
            edges.add(new Edge(from, id));
            return id;
        }

        private String group(String label, List<Part> parts, String from) {
            items.add(new Open("g" + groups++, label));
            String last = chain(parts, from);
            items.add(new Close());
            return last;
        }

        private List<String> labels(Names name, Volumes volumes) {
            return names
                    ? List.of(volumes.toString(), TextWidth.shortened(name.toString(), 60))
                    : List.of(volumes.toString());
        }

        private static List<String> trims(List<Trim> trims) {
            return trims.isEmpty()
                    ? List.of()
                    : List.of(String.join(", ", trims.stream().map(Trim::name).toList()));
        }
    }
}
