package io.github.cnnc.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the tensors there are with those a network needs, and says everything that differs. */
final class MatchReport {

    /** The lines of one kind of problem before "and N more". */
    static final int LINES = 20;

    /** Names compared for being near, and their length: a report of hostile names stays below a second. */
    private static final int CANDIDATES = 2000;

    private static final int NAME_LENGTH = 100;

    private final Map<String, StoredTensor> found;
    private final Set<TensorSpec> missing = new LinkedHashSet<>();
    private final Set<TensorSpec> misshaped = new LinkedHashSet<>();
    private final List<TensorSpec> extra = new ArrayList<>();

    MatchReport(Map<String, StoredTensor> found, List<TensorSpec> specs) {
        this.found = found;
        for (TensorSpec spec : specs) {
            if (!found.containsKey(spec.name())) {
                missing.add(spec);
            } else if (!found.get(spec.name()).shape().equals(spec.shape())) {
                misshaped.add(spec);
            }
        }
        Set<String> needed = specs.stream().map(TensorSpec::name).collect(Collectors.toSet());
        found.forEach((name, tensor) -> {
            if (!needed.contains(name) && !isStepCounter(name)) {
                extra.add(new TensorSpec(name, tensor.shape()));
            }
        });
    }

    /** Whether this is PyTorch's count of training steps in a batch normalisation, which inference does not use. */
    static boolean isStepCounter(String name) {
        return name.equals("num_batches_tracked") || name.endsWith(".num_batches_tracked");
    }

    boolean matches() {
        return missing.isEmpty() && misshaped.isEmpty() && extra.isEmpty();
    }

    /**
     * The whole report.
     *
     * @param origin where the weights come from
     */
    WeightsException exception(String origin) {
        List<String> problems = new ArrayList<>();
        addLines(problems, missing, "missing", this::missingLine);
        addLines(problems, misshaped, "of another shape", this::misshapedLine);
        addLines(problems, extra, "extra", spec -> "extra: " + line(spec));
        return new WeightsException(
                "%s: not the tensors of this network: %d missing, %d of another shape, %d extra"
                        .formatted(origin, missing.size(), misshaped.size(), extra.size()),
                problems);
    }

    private static void addLines(
            List<String> problems, Iterable<TensorSpec> specs, String kind, Function<TensorSpec, String> line) {
        int count = 0;
        for (TensorSpec spec : specs) {
            if (count++ < LINES) {
                problems.add(line.apply(spec));
            }
        }
        if (count > LINES) {
            problems.add("and " + (count - LINES) + " more " + kind);
        }
    }

    private String missingLine(TensorSpec spec) {
        return "missing: " + line(spec)
                + nearest(spec).map(near -> "; perhaps " + line(near) + "?").orElse("");
    }

    private String misshapedLine(TensorSpec spec) {
        return "shape: " + Quoted.of(spec.name()) + " is "
                + found.get(spec.name()).shape() + ", the network needs " + spec.shape();
    }

    private static String line(TensorSpec spec) {
        return Quoted.of(spec.name()) + " " + spec.shape();
    }

    /** The extra tensor with the nearest name, where it is near: another prefix, or a third of the letters changed. */
    private Optional<TensorSpec> nearest(TensorSpec spec) {
        Optional<TensorSpec> nearest = Optional.empty();
        if (spec.name().length() > NAME_LENGTH) {
            return nearest;
        }
        int least = spec.name().length() / 3 + 1;
        for (TensorSpec candidate : extra.subList(0, Math.min(extra.size(), CANDIDATES))) {
            if (candidate.name().length() > NAME_LENGTH) {
                continue;
            }
            if (candidate.name().endsWith("." + spec.name()) || spec.name().endsWith("." + candidate.name())) {
                return Optional.of(candidate);
            }
            int distance = distance(spec.name(), candidate.name());
            if (distance < least) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** The edit distance (Levenshtein), by the recurrence of Wagner and Fischer 1974, one row kept. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
