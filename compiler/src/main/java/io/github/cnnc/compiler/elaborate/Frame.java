package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One step of the way from the file to an expanded layer: a repetition, or the use of a block. */
sealed interface Frame {

    /** What a diagnostic says of it. */
    Label label();

    /** The use of a block. */
    record Use(Span call, boolean hasArguments) implements Frame {

        private static final int LONGEST_SHOWN = 60;

        @Override
        public Label label() {
            String text = call.text();
            String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
            return new Label(call, "in `" + shown.replaceAll("\\s+", " ") + "`, used here");
        }
    }

    /** A repetition. What lists read in it is remembered for the message. */
    final class Turn implements Frame {
        private final boolean stage;
        private final int index;
        private final Optional<Integer> count;
        private final Span place;
        private final Map<String, Value> reads = new LinkedHashMap<>();

        /** @param count empty where it is unknown, after an error */
        Turn(boolean stage, int index, Optional<Integer> count, Span place) {
            this.stage = stage;
            this.index = index;
            this.count = count;
            this.place = place;
        }

        boolean isStage() {
            return stage;
        }

        int index() {
            return index;
        }

        Optional<Integer> count() {
            return count;
        }

        Span place() {
            return place;
        }

        boolean hasReads() {
            return !reads.isEmpty();
        }

        void read(String name, Value value) {
            reads.put(name, value);
        }

        @Override
        public Label label() {
            String with = reads.isEmpty()
                    ? ""
                    : reads.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining(", ", " (", ")"));
            String of = count.map(n -> " of " + n).orElse("");
            return new Label(place, "in repetition " + (index + 1) + of + (stage ? " of this stage" : "") + with);
        }
    }
}
