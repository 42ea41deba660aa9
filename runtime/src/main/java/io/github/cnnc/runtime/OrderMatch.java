package io.github.cnnc.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs the tensors a network needs with those there are, by their order and shapes, whatever their names.
 *
 * <p>Where the order is known, the first goes with the first, and all shapes must agree. Files sorted by name have lost it.
 * Then the names are searched for the one order of modules in which all shapes agree ({@link ModuleTree}); where there are two,
 * nothing is paired, since the wrong one would be a wrong network without a word.
 *
 * @param names of the tensor for each one needed; empty where they do not pair
 * @param problems why not; empty where they do
 */
record OrderMatch(List<String> names, List<String> problems) {

    private static final String ADVICE =
            "save the file with its order: save_file(state, FILE, metadata={\"order\": \"\\n\".join(state)}) in Python,"
                    + " where state is model.state_dict()";

    OrderMatch {
        names = List.copyOf(names);
        problems = List.copyOf(problems);
    }

    boolean matches() {
        return problems.isEmpty();
    }

    /** Pairs them, or says why not. */
    static OrderMatch of(List<TensorSpec> needed, StoredTensors stored) {
        List<TensorSpec> found = stored.specs();
        List<String> counts = otherCounts(needed, found);
        if (!counts.isEmpty()) {
            return new OrderMatch(List.of(), counts);
        }
        if (stored.ordered() && agreeing(needed, found) == needed.size()) {
            return new OrderMatch(found.stream().map(TensorSpec::name).toList(), List.of());
        }
        ModuleTree.Search search = new ModuleTree.Search(needed, found);
        List<List<Integer>> orders = search.orders();
        if (orders.size() == 1 && !search.stopped()) {
            return new OrderMatch(
                    orders.get(0).stream().map(i -> found.get(i).name()).toList(), List.of());
        }
        if (orders.size() == 2) {
            return new OrderMatch(List.of(), List.of(ambiguous(needed, found, orders)));
        }
        if (search.stopped()) {
            return new OrderMatch(List.of(), List.of("its modules can be ordered in too many ways to try; " + ADVICE));
        }
        int furthest = stored.ordered() ? agreeing(needed, found) : search.furthest();
        return new OrderMatch(List.of(), List.of(noOrder(needed, furthest)));
    }

    /** Shapes of which there are more or fewer than needed: wherever they stand, they cannot pair. */
    private static List<String> otherCounts(List<TensorSpec> needed, List<TensorSpec> found) {
        Map<List<Integer>, Integer> over = new LinkedHashMap<>();
        needed.forEach(spec -> over.merge(spec.shape(), -1, Integer::sum));
        found.forEach(spec -> over.merge(spec.shape(), 1, Integer::sum));
        List<String> lines = new ArrayList<>();
        over.forEach((shape, count) -> {
            if (count != 0) {
                lines.add("of shape " + shape + ": " + Math.abs(count) + (count < 0 ? " missing" : " over"));
            }
        });
        return lines;
    }

    private static int agreeing(List<TensorSpec> needed, List<TensorSpec> found) {
        int agreeing = 0;
        while (agreeing < needed.size() && ModuleTree.agree(needed.get(agreeing), found.get(agreeing))) {
            agreeing++;
        }
        return agreeing;
    }

    private static String noOrder(List<TensorSpec> needed, int furthest) {
        return "no order of its modules has the shapes of the network in their order: after " + furthest
                + (furthest == 1 ? " tensor" : " tensors") + " none is " + line(needed.get(furthest));
    }

    private static String ambiguous(List<TensorSpec> needed, List<TensorSpec> found, List<List<Integer>> orders) {
        int i = 0;
        while (orders.get(0).get(i).equals(orders.get(1).get(i))) {
            i++;
        }
        return line(needed.get(i)) + " may be "
                + Quoted.of(found.get(orders.get(0).get(i)).name()) + " or "
                + Quoted.of(found.get(orders.get(1).get(i)).name())
                + ": the file is sorted by name, and their order is lost; " + ADVICE;
    }

    private static String line(TensorSpec spec) {
        return Quoted.of(spec.name()) + " " + spec.shape();
    }
}
