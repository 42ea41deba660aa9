package io.github.cnnc.compiler.value;

import io.github.cnnc.compiler.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A value of an expression. Rendered, it reads as it would be written. */
public sealed interface Value {

    /** What it is, with its article: {@code the list [1, 2]}. */
    String described();

    /** A whole number. */
    record Int(long value) implements Value {
        @Override
        public String described() {
            return "the number " + value;
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A real number. */
    record Real(double value) implements Value {
        @Override
        public String described() {
            return "the number " + this;
        }

        /** Rounded to two decimals where it has more. */
        @Override
        public String toString() {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Math.abs(value) >= 0.01 && Math.abs(value) < 1e15
                            ? String.format(Locale.ROOT, "%.2f", value)
                            : Double.toString(value);
        }
    }

    /** A boolean. */
    record Bool(boolean value) implements Value {
        @Override
        public String described() {
            return "`" + value + "`";
        }

        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A string, or a word such as {@code same}. */
    record Text(String value) implements Value {
        @Override
        public String described() {
            return "the string " + this;
        }

        @Override
        public String toString() {
            return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }

    /** {@code 3x3}, {@code 224x224x3}. */
    record Size(List<Long> sizes) implements Value {
        @Override
        public String described() {
            return "the size " + this;
        }

        @Override
        public String toString() {
            return sizes.stream().limit(8).map(String::valueOf).collect(Collectors.joining("x"))
                    + (sizes.size() > 8 ? "x..." : "");
        }
    }

    /**
     * A list.
     *
     * @param origin where it is written, for messages about its length
     */
    record Sequence(List<Value> elements, Optional<Span> origin) implements Value {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String described() {
            return elements.size() > 8 ? "a list of " + elements.size() + " values" : "the list " + this;
        }

        /** How many elements it has. */
        public int size() {
            return elements.size();
        }

        /** At most its first eight elements; a list in a list as its size alone, since lists of lists grow fast. */
        @Override
        public String toString() {
            String more = elements.size() > 8 ? ", ...]" : "]";
            return elements.stream()
                    .limit(8)
                    .map(e -> e instanceof Sequence list ? "[" + list.size() + " values]" : e.toString())
                    .collect(Collectors.joining(", ", "[", more));
        }
    }

    /** {@code ?}: whatever fits. */
    record Fit() implements Value {
        @Override
        public String described() {
            return "`?`";
        }

        @Override
        public String toString() {
            return "?";
        }
    }

    /** What an expression with an error has: it goes with everything, so that no error follows from another. */
    record Unknown() implements Value {
        @Override
        public String described() {
            return "an unknown value";
        }
    }

    /** The unknown value. */
    Value UNKNOWN = new Unknown();
}
