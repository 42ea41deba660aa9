package io.github.cnnc.compiler.compare;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.network.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two networks, layer by layer.
 *
 * @param layers every layer of both, in order; of layers that took the place of others, what was removed comes first
 */
public record Comparison(CheckedNetwork before, CheckedNetwork after, List<LayerChange> layers) {

    public Comparison {
        layers = List.copyOf(layers);
    }

    /** Compares two networks. */
    public static Comparison of(CheckedNetwork before, CheckedNetwork after) {
        List<Alignment.Pair> pairs = Alignment.of(before.rows(), after.rows());
        Map<Integer, Integer> values = new LinkedHashMap<>(Map.of(0, 0));
        pairs.forEach(p -> values.put(p.before() + 1, p.after() + 1));
        Set<Integer> kept = Set.copyOf(values.values());
        List<LayerChange> layers = new ArrayList<>();
        int i = 0;
        int j = 0;
        for (Alignment.Pair pair : pairs) {
            before.rows().subList(i, pair.before()).forEach(row -> layers.add(new LayerChange.Removed(row)));
            after.rows().subList(j, pair.after()).forEach(row -> layers.add(new LayerChange.Added(row)));
            i = pair.before();
            j = pair.after();
            LayerRow old = before.rows().get(i);
            LayerRow now = after.rows().get(j);
            Node oldNode = before.network().nodes().get(i++);
            Node nowNode = after.network().nodes().get(j++);
            boolean same = alike(old, now) && !readsElsewhere(oldNode, nowNode, values, kept);
            layers.add(same ? new LayerChange.Same(old, now) : new LayerChange.Changed(old, now));
        }
        before.rows().subList(i, before.rows().size()).forEach(row -> layers.add(new LayerChange.Removed(row)));
        after.rows().subList(j, after.rows().size()).forEach(row -> layers.add(new LayerChange.Added(row)));
        return new Comparison(before, after, layers);
    }

    /** The name does not count: a layer before it shifts the numbers of all that follow. */
    private static boolean alike(LayerRow old, LayerRow now) {
        return old.kind().equals(now.kind())
                && old.text().equals(now.text())
                && old.inputs().equals(now.inputs())
                && old.output().equals(now.output())
                && old.parameters() == now.parameters()
                && old.macs() == now.macs();
    }

    /**
     * Whether it read a layer that both networks have, and now reads another that both have. What was put between or
     * taken out before it is a change of its own.
     */
    private static boolean readsElsewhere(Node old, Node now, Map<Integer, Integer> values, Set<Integer> kept) {
        if (old.inputs().size() != now.inputs().size()) {
            return true;
        }
        for (int k = 0; k < old.inputs().size(); k++) {
            int there = now.inputs().get(k);
            if (kept.contains(there) && values.getOrDefault(old.inputs().get(k), there) != there) {
                return true;
            }
        }
        return false;
    }

    /** Whether the networks compute alike: the same layers, input and labels, whatever the names. */
    public boolean same() {
        return layers.stream().allMatch(LayerChange.Same.class::isInstance)
                && before.network().input().equals(after.network().input())
                && before.network().labels().equals(after.network().labels());
    }

    /** How many layers with parameters stayed but have another name, under which their weights are then stored. */
    public long renamed() {
        return layers.stream()
                .filter(change -> change instanceof LayerChange.Same same
                        && same.before().parameters() > 0
                        && !same.before().name().equals(same.after().name()))
                .count();
    }
}
