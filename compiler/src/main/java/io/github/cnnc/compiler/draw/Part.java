package io.github.cnnc.compiler.draw;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/** A part of a chain as it is drawn. Parts that are equal look the same, so a repeat is a run of equal parts. */
public sealed interface Part {

    /** The volume that leaves. */
    Volume volume();

    /**
     * A volume and the layer that makes it.
     *
     * @param text what is written at it, {@code 3x3 conv, 64}
     * @param layers the texts of every layer in it, for those who ask
     */
    record Box(Kind kind, String text, Volume volume, List<Trim> trims, List<String> layers) implements Part {
        public Box {
            trims = List.copyOf(trims);
            layers = List.copyOf(layers);
        }
    }

    /** Branches side by side and the node that joins them; one without parts is the identity. */
    record Fork(Joint joint, List<Branch> branches, Volume volume, List<Trim> trims, List<String> layers)
            implements Part {
        public Fork {
            branches = List.copyOf(branches);
            trims = List.copyOf(trims);
            layers = List.copyOf(layers);
        }
    }

    /**
     * A chain between a fork and its joint.
     *
     * @param count how many equal branches it stands for
     */
    record Branch(List<Part> parts, int count) {
        public Branch {
            parts = List.copyOf(parts);
        }

        boolean isIdentity() {
            return parts.isEmpty();
        }
    }

    /** Parts that stand several times one after another, drawn once. */
    record Repeat(List<Part> parts, int count) implements Part {
        public Repeat {
            parts = List.copyOf(parts);
        }

        @Override
        public Volume volume() {
            return parts.get(parts.size() - 1).volume();
        }
    }
}
