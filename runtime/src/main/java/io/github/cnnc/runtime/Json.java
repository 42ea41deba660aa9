package io.github.cnnc.runtime;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A JSON value (RFC 8259), as far as the header of a weights file needs them. */
sealed interface Json {

    /** Parses a whole text; see {@link JsonParser} for its limits. */
    static Json parse(String text) throws Malformed {
        return new JsonParser(text).document();
    }

    /** A string, its escapes resolved. */
    record Text(String value) implements Json {}

    /** A number, as it was written. */
    record Digits(String literal) implements Json {

        /** The value of a number of at most 18 digits without sign, fraction and exponent. */
        OptionalLong natural() {
            return literal.length() <= 18 && literal.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? OptionalLong.of(Long.parseLong(literal))
                    : OptionalLong.empty();
        }
    }

    /** A list of values. */
    record Items(List<Json> values) implements Json {}

    /** Named values in the order of the text, no name twice. */
    record Members(Map<String, Json> values) implements Json {}

    /** {@code true}, {@code false} or {@code null}. */
    record Word(String word) implements Json {}

    /** Text that is not JSON, or more of it than we read. */
    final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(int position, String problem) {
            super(problem + " at character " + (position + 1));
        }
    }
}
