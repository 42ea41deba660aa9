package io.github.cnnc.compiler.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which colours and signs a drawing uses.
 *
 * @param trims names of what is merged into boxes, by kind, as written: {@code ReLU}
 */
record Legend(Set<Kind> kinds, Set<Trim> trims, Set<Joint> joints) {

    /** More names than this are summed up in the kind's own. */
    private static final int MOST_NAMES = 3;

    static Legend of(Drawing drawing) {
        Set<Trim> trims = new TreeSet<>((a, b) -> {
            int kinds = a.kind().compareTo(b.kind());
            return kinds != 0 ? kinds : a.name().compareTo(b.name());
        });
        Legend legend = new Legend(new TreeSet<>(Set.of(Kind.INPUT)), trims, new TreeSet<>());
        legend.collect(drawing.parts());
        return legend;
    }

    private void collect(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Repeat repeat) {
                collect(repeat.parts());
            } else if (part instanceof Part.Fork fork) {
                joints.add(fork.joint());
                trims.addAll(fork.trims());
                fork.branches().forEach(b -> collect(b.parts()));
            } else if (part instanceof Part.Box box) {
                kinds.add(box.kind());
                trims.addAll(box.trims());
            }
        }
    }

    /** What the legend says of each kind of box and edge. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<String> names = trims.stream()
                    .filter(t -> t.kind() == kind)
                    .map(Trim::name)
                    .distinct()
                    .toList();
            if (!names.isEmpty() && names.size() <= MOST_NAMES) {
                entries.add(new Entry(kind, String.join(", ", names)));
            } else if (!names.isEmpty() || kinds.contains(kind)) {
                entries.add(new Entry(kind, kind.words()));
            }
        }
        return entries;
    }

    /** The signs, in the order of the language. */
    List<Joint> signs() {
        return Arrays.stream(Joint.values()).filter(joints::contains).toList();
    }

    /** A colour and its words. */
    record Entry(Kind kind, String words) {}
}
