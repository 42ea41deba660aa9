package io.github.cnnc.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the tensors there are with those a network needs, and says everything that differs. */
final class MatchReport {

    /** The lines of one kind of problem in a message, before "and N more". */
    static final int LINES = 20;

    private final StoredTensors stored;
    private final List<TensorSpec> specs;
    private final List<TensorSpec> missing = new ArrayList<>();
    private final List<TensorSpec> misshaped = new ArrayList<>();
    private final List<TensorSpec> extra = new ArrayList<>();
    private final List<UnreadTensor> unreadExtra;

    MatchReport(StoredTensors stored, List<TensorSpec> specs) {
        this.stored = stored;
        this.specs = specs;
        for (TensorSpec spec : specs) {
            if (!stored.readable().containsKey(spec.name())) {
                missing.add(spec);
            } else if (!stored.readable().get(spec.name()).shape().equals(spec.shape())) {
                misshaped.add(spec);
            }
        }
        Set<String> needed = specs.stream().map(TensorSpec::name).collect(Collectors.toSet());
        stored.specs().stream().filter(spec -> !needed.contains(spec.name())).forEach(extra::add);
        unreadExtra = stored.unread().stream()
                .filter(tensor -> !tensor.isInteger() && !needed.contains(tensor.name()))
                .toList();
    }

    boolean matches() {
        return missing.isEmpty() && misshaped.isEmpty() && extra.isEmpty() && unreadExtra.isEmpty();
    }

    /**
     * The whole report.
     *
     * @param origin where the weights come from
     */
    WeightsException exception(String origin) {
        Map<String, TensorSpec> hints = byOrder();
        boolean allPair = !hints.isEmpty();
        if (!allPair) {
            hints.putAll(byShape());
        }
        List<String> shown = new ArrayList<>();
        List<String> all = new ArrayList<>();
        Map<String, UnreadTensor> unread = new HashMap<>();
        stored.unread().forEach(tensor -> unread.put(tensor.name(), tensor));
        add(shown, all, missing, "missing", spec -> missingLine(spec, hints, unread));
        add(shown, all, misshaped, "of another shape", this::misshapedLine);
        add(shown, all, extra, "extra", spec -> "extra: " + line(spec));
        add(shown, all, unreadExtra, "extra", tensor -> "extra: " + tensor);
        List<String> advice = new ArrayList<>();
        if (allPair) {
            advice.add("by order and shape all of them pair: cnnc's --match order, Weights.byOrder in Java");
        }
        if (KerasOrder.isOf(stored.specs(), specs)) {
            advice.addAll(KerasOrder.ADVICE);
        }
        shown.addAll(advice);
        all.addAll(advice);
        return new WeightsException(
                "%s: not the tensors of this network: %d missing, %d of another shape, %d extra"
                        .formatted(origin, missing.size(), misshaped.size(), extra.size() + unreadExtra.size()),
                shown,
                all);
    }

    private static <T> void add(
            List<String> shown, List<String> all, List<T> tensors, String kind, Function<T, String> line) {
        List<String> lines = tensors.stream().map(line).toList();
        all.addAll(lines);
        shown.addAll(lines.subList(0, Math.min(LINES, lines.size())));
        if (lines.size() > LINES) {
            shown.add("and " + (lines.size() - LINES) + " more " + kind);
        }
    }

    private static String missingLine(
            TensorSpec spec, Map<String, TensorSpec> hints, Map<String, UnreadTensor> unread) {
        String missing = "missing: " + line(spec);
        if (unread.containsKey(spec.name())) {
            return missing + "; there it is of "
                    + Quoted.of(unread.get(spec.name()).type()) + "; F32, F64, F16 and BF16 can be read";
        }
        return hints.containsKey(spec.name()) ? missing + "; perhaps " + line(hints.get(spec.name())) + "?" : missing;
    }

    private String misshapedLine(TensorSpec spec) {
        return "shape: " + Quoted.of(spec.name()) + " is "
                + stored.readable().get(spec.name()).shape() + ", the network needs " + spec.shape();
    }

    private static String line(TensorSpec spec) {
        return Quoted.of(spec.name()) + " " + spec.shape();
    }

    // -- hints: who follows a wrong one has a wrong network without a word
    // -------------------------------------------------

    /** The tensors that pair by order, where all do and none of them against its name. */
    private Map<String, TensorSpec> byOrder() {
        Map<String, TensorSpec> pairs = new LinkedHashMap<>();
        OrderMatch match = OrderMatch.of(specs, stored);
        for (int i = 0; i < match.names().size(); i++) {
            TensorSpec spec = specs.get(i);
            String found = match.names().get(i);
            if (stored.readable().containsKey(spec.name()) && !spec.name().equals(found)) {
                return new LinkedHashMap<>();
            }
            pairs.put(spec.name(), new TensorSpec(found, spec.shape()));
        }
        return pairs;
    }

    /** Of a shape that one tensor is missing of and one is over. */
    private Map<String, TensorSpec> byShape() {
        Map<List<Integer>, List<TensorSpec>> over = byShape(extra);
        Map<String, TensorSpec> pairs = new LinkedHashMap<>();
        byShape(missing).forEach((shape, alike) -> {
            List<TensorSpec> candidates = over.getOrDefault(shape, List.of());
            if (alike.size() == 1 && candidates.size() == 1) {
                pairs.put(alike.get(0).name(), candidates.get(0));
            }
        });
        return pairs;
    }

    private static Map<List<Integer>, List<TensorSpec>> byShape(List<TensorSpec> tensors) {
        return tensors.stream().collect(Collectors.groupingBy(TensorSpec::shape));
    }
}
