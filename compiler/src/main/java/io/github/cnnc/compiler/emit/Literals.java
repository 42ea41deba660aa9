package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;

/** Numbers and text from outside as Java source that means exactly them. */
final class Literals {

    private Literals() {}

    /** A float constant: exact, NaN, infinities and -0 included. */
    static String of(float value) {
        if (Float.isNaN(value)) {
            return "Float.NaN";
        }
        if (Float.isInfinite(value)) {
            return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        }
        return value + "f";
    }

    /** A double constant, likewise. */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return value + "d";
    }

    /** A string constant on one line; JavaPoet's own breaks at every newline. */
    static CodeBlock text(String value) {
        String[] lines = value.split("\n", -1);
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            String quoted = CodeBlock.of("$S", lines[i]).toString();
            literal.append(i == 0 ? "" : "\\n").append(quoted, 1, quoted.length() - 1);
        }
        return CodeBlock.of("$L", "\"" + literal + "\"");
    }

    /**
     * Text for a comment: what could end the comment or be read as a Unicode escape (JLS 3.3) is replaced, and so is
     * whatever is not printable ASCII.
     */
    static String comment(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                safe.append('/');
            } else if (c == '@' || c == '<' || c == '>' || c == '&') {
                safe.append("&#").append((int) c).append(';');
            } else if (c < ' ' || c > '~') {
                safe.append(c < ' ' ? ' ' : '?');
            } else {
                safe.append(c);
            }
        }
        return safe.toString().replace("*/", "* /");
    }

    /** Source in which every character outside ASCII is written as a Unicode escape, so that no encoding matters. */
    static String ascii(String source) {
        StringBuilder ascii = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c < 128) {
                ascii.append(c);
            } else {
                ascii.append(String.format("\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }
}
