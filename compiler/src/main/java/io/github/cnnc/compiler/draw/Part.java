package io.github.cnnc.compiler.draw;

import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A part of a chain as it is drawn. */
public sealed interface Part {

    /** What leaves each of those that it stands for. */
    Volumes volumes();

    /** The volume that leaves the last of them. */
    default Volume volume() {
        return volumes().last();
    }

    /** This part, standing for all of its kind up to a later one, which differs from it in names and depths at most. */
    Part through(Part later);

    /**
     * A volume and the layer that makes it.
     *
     * @param text what is written at it, {@code 3x3 conv, /2}
     * @param layers the texts of every layer in it, for those who ask
     */
    record Box(Kind kind, String text, Names names, Volumes volumes, List<Trim> trims, List<String> layers)
            implements Part {
        public Box {
            trims = List.copyOf(trims);
            layers = List.copyOf(layers);
        }

        @Override
        public Part through(Part later) {
            Box box = (Box) later;
            return new Box(kind, text, names.through(box.names), volumes.through(box.volumes), trims, layers);
        }
    }

    /** Branches side by side and the node that joins them; one without parts is the identity. */
    record Fork(Joint joint, List<Branch> branches, Names names, Volumes volumes, List<Trim> trims, List<String> layers)
            implements Part {
        public Fork {
            branches = List.copyOf(branches);
            trims = List.copyOf(trims);
            layers = List.copyOf(layers);
        }

        @Override
        public Part through(Part later) {
            Fork fork = (Fork) later;
            List<Branch> through = new ArrayList<>();
            for (int i = 0; i < branches.size(); i++) {
                through.add(branches.get(i).through(fork.branches.get(i)));
            }
            return new Fork(joint, through, names.through(fork.names), volumes.through(fork.volumes), trims, layers);
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

        Branch through(Branch later) {
            return new Branch(Part.through(parts, later.parts), count);
        }
    }

    /**
     * Parts that stand several times one after another, drawn once.
     *
     * @param growth how much deeper what leaves is each time
     */
    record Repeat(List<Part> parts, int count, int growth) implements Part {
        public Repeat {
            parts = List.copyOf(parts);
        }

        @Override
        public Volumes volumes() {
            return parts.get(parts.size() - 1).volumes();
        }

        @Override
        public Part through(Part later) {
            return new Repeat(Part.through(parts, ((Repeat) later).parts), count, growth);
        }

        /** {@code x6}, or {@code x6, depth +32 each}. */
        String label() {
            return "x" + count + (growth == 0 ? "" : String.format(Locale.ROOT, ", depth %+d each", growth));
        }
    }

    /** Each part of a chain through its later one. */
    static List<Part> through(List<Part> parts, List<Part> later) {
        List<Part> through = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            through.add(parts.get(i).through(later.get(i)));
        }
        return through;
    }

    /** How many boxes, joints and lines of identities a chain is drawn with. */
    static long boxes(List<Part> parts) {
        long count = 0;
        for (Part part : parts) {
            if (part instanceof Repeat repeat) {
                count += boxes(repeat.parts());
            } else if (part instanceof Fork fork) {
                // The joint, and a line for each branch: a hundred thousand identities are too many, too.
                count += 1;
                for (Branch branch : fork.branches()) {
                    count += Math.max(1, boxes(branch.parts()));
                }
            } else {
                count++;
            }
        }
        return count;
    }
}
