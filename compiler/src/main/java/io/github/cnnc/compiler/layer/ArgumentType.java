package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What values an argument takes, and the Java value it becomes. */
public sealed interface ArgumentType {

    /** What it takes, with its article: {@code a whole number of at least 1}. */
    String description();

    /** The Java value, or why there is none. */
    Result convert(Value value);

    /** The words it takes: {@code same}. */
    default List<String> words() {
        return List.of();
    }

    /** Whether this list is a value of the type itself, and not one value for each repetition of a stage. */
    default boolean takes(Value.Sequence list) {
        return false;
    }

    /** Whether it takes a size such as {@code 3x3}, and one number for both directions. */
    default boolean takesSizes() {
        return false;
    }

    /** What became of a value. */
    sealed interface Result {}

    /** It was taken. */
    record Accepted(Object value) implements Result {}

    /** It was not. */
    record Rejected(Code code) implements Result {}

    /** The largest size or count of one argument. */
    long LARGEST = Integer.MAX_VALUE;

    private static Result whole(Value value, long least) {
        if (value instanceof Value.Int i) {
            return i.value() >= least && i.value() <= LARGEST
                    ? new Accepted((int) i.value())
                    : new Rejected(i.value() > LARGEST ? Code.CNN062 : Code.CNN024);
        }
        return new Rejected(value instanceof Value.Real ? Code.CNN025 : Code.CNN023);
    }

    /** {@link Integer}. */
    record Whole(int least) implements ArgumentType {
        @Override
        public String description() {
            return "a whole number of at least " + least;
        }

        @Override
        public Result convert(Value value) {
            return whole(value, least);
        }
    }

    /** {@link Pair}: a number for both directions, or {@code WxH}. */
    record Sizes(int least) implements ArgumentType {
        @Override
        public boolean takesSizes() {
            return true;
        }

        @Override
        public String description() {
            return "a whole number of at least " + least + ", or two as WxH";
        }

        @Override
        public Result convert(Value value) {
            if (value instanceof Value.Size size) {
                if (size.sizes().size() != 2) {
                    return new Rejected(Code.CNN023);
                }
                Result width = whole(new Value.Int(size.sizes().get(0)), least);
                Result height = whole(new Value.Int(size.sizes().get(1)), least);
                if (width instanceof Accepted w && height instanceof Accepted h) {
                    return new Accepted(new Pair((int) w.value(), (int) h.value()));
                }
                return width instanceof Rejected ? width : height;
            }
            return whole(value, least) instanceof Accepted both
                    ? new Accepted(new Pair((int) both.value(), (int) both.value()))
                    : whole(value, least);
        }
    }

    /** {@link Boolean}. */
    record Truth() implements ArgumentType {
        @Override
        public String description() {
            return "true or false";
        }

        @Override
        public Result convert(Value value) {
            return value instanceof Value.Bool b ? new Accepted(b.value()) : new Rejected(Code.CNN023);
        }
    }

    /** {@link Double}, between two bounds, both included. */
    record Decimal(double least, double most) implements ArgumentType {
        @Override
        public String description() {
            return most == Double.MAX_VALUE
                    ? least == -Double.MAX_VALUE ? "a number" : "a number of at least " + new Value.Real(least)
                    : "a number from " + new Value.Real(least) + " to " + new Value.Real(most);
        }

        @Override
        public Result convert(Value value) {
            double number;
            if (value instanceof Value.Int i) {
                number = i.value();
            } else if (value instanceof Value.Real r) {
                number = r.value();
            } else {
                return new Rejected(Code.CNN023);
            }
            return number >= least && number <= most ? new Accepted(number) : new Rejected(Code.CNN024);
        }
    }

    /** {@link String}: one of some words, lower case. */
    record Word(List<String> words) implements ArgumentType {
        @Override
        public String description() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public Result convert(Value value) {
            if (!(value instanceof Value.Text text)) {
                return new Rejected(Code.CNN023);
            }
            String word = text.value().toLowerCase(Locale.ROOT);
            return words.contains(word) ? new Accepted(word) : new Rejected(Code.CNN024);
        }
    }

    /** {@link Padding}. */
    record Pads() implements ArgumentType {
        private static final Border FIXED = new Border();

        @Override
        public boolean takesSizes() {
            return true;
        }

        @Override
        public String description() {
            return "a whole number of at least 0, two as WxH, same, valid, ? or [left, right, top, bottom]";
        }

        @Override
        public List<String> words() {
            return List.of("same", "valid");
        }

        @Override
        public boolean takes(Value.Sequence list) {
            return FIXED.takes(list);
        }

        @Override
        public Result convert(Value value) {
            if (value instanceof Value.Fit) {
                return new Accepted(new Padding.WhateverFits());
            }
            if (value instanceof Value.Text text) {
                return switch (text.value().toLowerCase(Locale.ROOT)) {
                    case "same" -> new Accepted(new Padding.Same());
                    case "valid" -> new Accepted(new Padding.Fixed(0, 0, 0, 0));
                    default -> new Rejected(Code.CNN024);
                };
            }
            return FIXED.convert(value);
        }
    }

    /** {@link Padding.Fixed}: columns and rows around a volume, said in numbers. */
    record Border() implements ArgumentType {
        @Override
        public boolean takesSizes() {
            return true;
        }

        @Override
        public String description() {
            return "a whole number of at least 0, two as WxH, or [left, right, top, bottom]";
        }

        @Override
        public boolean takes(Value.Sequence list) {
            return list.elements().size() == 4 && list.elements().stream().allMatch(Value.Int.class::isInstance);
        }

        @Override
        public Result convert(Value value) {
            if (value instanceof Value.Sequence list && takes(list)) {
                List<Integer> pads = new ArrayList<>();
                for (Value element : list.elements()) {
                    if (!(whole(element, 0) instanceof Accepted pad)) {
                        return whole(element, 0);
                    }
                    pads.add((int) pad.value());
                }
                return new Accepted(new Padding.Fixed(pads.get(0), pads.get(1), pads.get(2), pads.get(3)));
            }
            Result pair = new Sizes(0).convert(value);
            return pair instanceof Accepted both && both.value() instanceof Pair p
                    ? new Accepted(new Padding.Fixed(p.width(), p.width(), p.height(), p.height()))
                    : pair;
        }
    }

    /** {@link Stencil}: a classic image kernel by name, or a matrix of taps. */
    record Kernel() implements ArgumentType {
        @Override
        public String description() {
            return "one of " + String.join(", ", words()) + ", or a matrix like [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]";
        }

        @Override
        public List<String> words() {
            return Stencil.names();
        }

        @Override
        public boolean takes(Value.Sequence list) {
            return !list.elements().isEmpty()
                    && list.elements().stream()
                            .allMatch(row -> row instanceof Value.Sequence taps
                                    && taps.elements().stream().noneMatch(Value.Sequence.class::isInstance));
        }

        @Override
        public Result convert(Value value) {
            if (value instanceof Value.Text text) {
                return Stencil.named(text.value().toLowerCase(Locale.ROOT))
                        .<Result>map(Accepted::new)
                        .orElse(new Rejected(Code.CNN024));
            }
            if (!(value instanceof Value.Sequence rows) || !takes(rows)) {
                return new Rejected(Code.CNN023);
            }
            List<List<Double>> taps = new ArrayList<>();
            for (Value row : rows.elements()) {
                List<Double> numbers = new ArrayList<>();
                for (Value tap : ((Value.Sequence) row).elements()) {
                    Result number = new Decimal(-Float.MAX_VALUE, Float.MAX_VALUE).convert(tap);
                    if (!(number instanceof Accepted accepted)) {
                        return number;
                    }
                    numbers.add((Double) accepted.value());
                }
                taps.add(numbers);
            }
            boolean rectangular = !taps.get(0).isEmpty()
                    && taps.stream().allMatch(row -> row.size() == taps.get(0).size());
            return rectangular ? new Accepted(new Stencil("", taps)) : new Rejected(Code.CNN024);
        }
    }
}
