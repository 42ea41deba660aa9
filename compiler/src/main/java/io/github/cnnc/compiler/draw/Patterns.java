package io.github.cnnc.compiler.draw;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Finds what parts have in common, whatever their layers are called, and the numbers in which they differ. */
final class Patterns {

    /** A longer text, perhaps a matrix as long as the source, is compared as it is. */
    private static final int LONGEST_TEXT = 200;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Map<Object, Integer> structures = new HashMap<>();
    private final Map<Part, Drawn> known = new IdentityHashMap<>();

    /**
     * A part without names.
     *
     * @param structure the same for parts that differ in numbers alone
     * @param numbers depths, and all numbers in the texts of layers, in order
     */
    record Drawn(int structure, LongBuffer numbers) {

        /** Whether numbers differ from this one to the next as they do from the one before to this. */
        boolean isBetween(Drawn before, Drawn next) {
            for (int i = 0; i < numbers.limit(); i++) {
                if (next.numbers.get(i) - numbers.get(i) != numbers.get(i) - before.numbers.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What is drawn of a part; of equal structures, the numbers are as many. */
    Drawn of(Part part) {
        Drawn drawn = known.get(part);
        if (drawn == null) {
            drawn = new Walk().part(part);
            known.put(part, drawn);
        }
        return drawn;
    }

    /** Whether two chains look the same. */
    boolean alike(List<Part> a, List<Part> b) {
        return a.stream().map(this::of).toList().equals(b.stream().map(this::of).toList());
    }

    private final class Walk {
        private final List<Object> structure = new ArrayList<>();
        private final LongStream.Builder numbers = LongStream.builder();

        Drawn part(Part part) {
            if (part instanceof Part.Box box) {
                structure.addAll(List.of("box", box.kind(), box.text(), box.trims()));
                volumes(box.volumes());
                box.layers().forEach(this::text);
            } else if (part instanceof Part.Fork fork) {
                structure.addAll(List.of("fork", fork.joint(), fork.trims()));
                volumes(fork.volumes());
                fork.layers().forEach(this::text);
                for (Part.Branch branch : fork.branches()) {
                    structure.add(branch.count());
                    chain(branch.parts());
                }
            } else if (part instanceof Part.Repeat repeat) {
                structure.addAll(List.of("repeat", repeat.count(), repeat.growth()));
                chain(repeat.parts());
            }
            return new Drawn(
                    structures.computeIfAbsent(structure, s -> structures.size()),
                    LongBuffer.wrap(numbers.build().toArray()));
        }

        private void chain(List<Part> parts) {
            List<Integer> chain = new ArrayList<>();
            for (Part part : parts) {
                Drawn drawn = of(part);
                chain.add(drawn.structure());
                LongStream.of(drawn.numbers().array()).forEach(numbers::add);
            }
            structure.add(chain);
        }

        private void volumes(Volumes volumes) {
            structure.add(volumes.first().width() + "x" + volumes.first().height());
            numbers.add(volumes.first().depth());
            numbers.add(volumes.last().depth());
        }

        private void text(String text) {
            if (text.length() > LONGEST_TEXT) {
                structure.add(text);
                return;
            }
            Matcher matcher = NUMBER.matcher(text);
            structure.add(matcher.replaceAll(found -> {
                numbers.add(Long.parseLong(found.group()));
                return "#";
            }));
        }
    }
}
