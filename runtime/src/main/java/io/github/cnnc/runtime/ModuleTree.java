package io.github.cnnc.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The modules that dotted names of tensors tell of: {@code layer1.0.conv2.weight} is the weight of conv2 in the first module
 * of layer1.
 *
 * <p>What sorted names still show of the order of PyTorch's state dict: the tensors of a module stand together; a layer's are
 * weight, bias, running_mean, running_var; and modules whose names differ in the number at their end alone go by that number,
 * 2 before 10. The order of modules with other names, conv1 and downsample, is lost.
 */
final class ModuleTree {

    /** In which a layer has its tensors. */
    private static final List<String> PARAMETERS = List.of("weight", "bias", "running_mean", "running_var");

    /** Dots; slashes as TensorFlow has them; the line in MXNet's {@code conv0_weight}. */
    private static final Pattern SEPARATOR = Pattern.compile("[./]|_(?=(weight|bias|running_mean|running_var)$)");

    /** Dots after so many belong to the name: nobody nests modules deeper, but a hostile file might. */
    private static final int MOST_LEVELS = 50;

    private final Map<String, ModuleTree> children = new TreeMap<>();

    /** The tensor's place in the list of names, or -1. */
    private int tensor = -1;

    /** Made when they are first asked for. */
    private List<List<ModuleTree>> chains = List.of();

    private ModuleTree() {}

    static ModuleTree of(List<TensorSpec> tensors) {
        ModuleTree root = new ModuleTree();
        for (int i = 0; i < tensors.size(); i++) {
            ModuleTree node = root;
            for (String part : SEPARATOR.split(tensors.get(i).name(), MOST_LEVELS)) {
                node = node.children.computeIfAbsent(part, name -> new ModuleTree());
            }
            node.tensor = i;
        }
        return root;
    }

    /** Children in chains, each in its order; the order of chains is not known. */
    private List<List<ModuleTree>> chains() {
        if (chains.isEmpty()) {
            chains = sorted();
        }
        return chains;
    }

    private List<List<ModuleTree>> sorted() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        children.forEach((name, child) -> names.computeIfAbsent(
                        child.isParameter(name) ? "." : stem(name), stem -> new ArrayList<>())
                .add(name));
        List<List<ModuleTree>> sorted = new ArrayList<>();
        if (tensor >= 0) {
            ModuleTree own = new ModuleTree();
            own.tensor = tensor;
            sorted.add(List.of(own));
        }
        names.forEach((stem, chain) -> {
            chain.sort(stem.equals(".") ? Comparator.comparing(PARAMETERS::indexOf) : BY_NUMBER);
            sorted.add(chain.stream().map(children::get).toList());
        });
        return sorted;
    }

    private boolean isParameter(String name) {
        return children.isEmpty() && PARAMETERS.contains(name);
    }

    private static String stem(String name) {
        return name.replaceFirst("[0-9]+$", "");
    }

    /** Names of one stem: those without a number first, then by number, of however many digits. */
    private static final Comparator<String> BY_NUMBER = Comparator.comparing(
                    (String name) -> name.replaceFirst("^.*?0*([0-9]*)$", "$1"), Comparator.comparing(String::length))
            .thenComparing(Comparator.naturalOrder());

    /** Whether a tensor may be the one that is needed: its shape, and of the parameters of a layer the same one. */
    static boolean agree(TensorSpec needed, TensorSpec found) {
        String parameter = parameter(found);
        return needed.shape().equals(found.shape())
                && (!PARAMETERS.contains(parameter) || parameter.equals(parameter(needed)));
    }

    private static String parameter(TensorSpec tensor) {
        String[] parts = SEPARATOR.split(tensor.name());
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }

    /** Looks for the orders in which all tensors agree with those needed. */
    static final class Search {

        /** Tries before it is given up; networks take some thousand. */
        private static final int MOST_TRIES = 200_000;

        private final List<TensorSpec> needed;
        private final List<TensorSpec> found;
        private int tries;
        private int furthest;

        Search(List<TensorSpec> needed, List<TensorSpec> found) {
            this.needed = needed;
            this.found = found;
        }

        /** Two of the orders, or the only one, or none; as places in the list of those found. */
        List<List<Integer>> orders() {
            return orders(ModuleTree.of(found), 0);
        }

        /** Whether it was given up. */
        boolean stopped() {
            return tries > MOST_TRIES;
        }

        /** The most tensors that agreed from the first on. */
        int furthest() {
            return furthest;
        }

        /** Of one module from a place on: at most two orders. */
        private List<List<Integer>> orders(ModuleTree module, int at) {
            if (++tries > MOST_TRIES || at >= needed.size() && module.tensor >= 0) {
                return List.of();
            }
            if (module.children.isEmpty()) {
                return module.tensor >= 0 ? tensor(module.tensor, at) : List.of(List.of());
            }
            tries += module.children.size();
            return new Arrangement(module.chains(), at).found();
        }

        private List<List<Integer>> tensor(int tensor, int at) {
            if (!agree(needed.get(at), found.get(tensor))) {
                return List.of();
            }
            furthest = Math.max(furthest, at + 1);
            return List.of(List.of(tensor));
        }

        /** One module's children, arranged one after the other; a loop that goes back, since there may be thousands. */
        private final class Arrangement {
            private final List<List<ModuleTree>> chains;
            private final int[] taken;
            private final int[] chosen;
            private final int[] at;
            private final List<List<List<Integer>>> parts = new ArrayList<>();

            Arrangement(List<List<ModuleTree>> chains, int at) {
                this.chains = chains;
                this.taken = new int[chains.size()];
                int children = chains.stream().mapToInt(Collection::size).sum();
                this.chosen = new int[children];
                this.at = new int[children + 1];
                this.at[0] = at;
            }

            List<List<Integer>> found() {
                List<List<Integer>> orders = new ArrayList<>();
                int from = 0;
                while (true) {
                    int depth = parts.size();
                    if (depth == chosen.length) {
                        add(orders);
                        if (orders.size() > 1) {
                            return orders;
                        }
                    } else if (extended(depth, from)) {
                        from = 0;
                        continue;
                    }
                    if (depth == 0) {
                        return orders;
                    }
                    parts.remove(depth - 1);
                    taken[chosen[depth - 1]]--;
                    from = chosen[depth - 1] + 1;
                }
            }

            /** Whether one more child fits, the next of a chain from {@code from} on. */
            private boolean extended(int depth, int from) {
                for (int c = from; c < chains.size(); c++) {
                    if (taken[c] < chains.get(c).size()) {
                        List<List<Integer>> part = orders(chains.get(c).get(taken[c]), at[depth]);
                        if (!part.isEmpty()) {
                            at[depth + 1] = at[depth] + part.get(0).size();
                            parts.add(part);
                            chosen[depth] = c;
                            taken[c]++;
                            return true;
                        }
                    }
                }
                return false;
            }

            /** The order that is reached, and where a child has two, another. */
            private void add(List<List<Integer>> orders) {
                List<Integer> one = new ArrayList<>();
                List<Integer> other = new ArrayList<>();
                for (List<List<Integer>> part : parts) {
                    one.addAll(part.get(0));
                    other.addAll(part.get(part.size() - 1));
                }
                orders.add(one);
                if (orders.size() == 1 && !one.equals(other)) {
                    orders.add(other);
                }
            }
        }
    }
}
