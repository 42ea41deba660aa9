package io.github.cnnc.compiler.codegen;

/** Numbers and text from outside as Java source that means exactly them. */
public final class Literals {

    private Literals() {}

    /** A float constant: exact, NaN, infinities and -0 included. */
    public static String of(float value) {
        if (Float.isNaN(value)) {
            return "Float.NaN";
        }
        if (Float.isInfinite(value)) {
            return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        }
        return value + "f";
    }

    /** A double constant, likewise. */
    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return value + "d";
    }

    /**
     * A string constant: printable ASCII alone, since JavaPoet breaks lines at whatever the regular expression {@code \R}
     * takes for a line's end, U+2028 and a form feed too. What ends a line in Java must not be a Unicode escape (JLS 3.3), so
     * control characters are octal ones (JLS 3.10.7).
     */
    public static String text(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c == '\n') {
                literal.append("\\n");
            } else if (c < ' ') {
                literal.append(String.format("\\%03o", (int) c));
            } else if (c > '~') {
                literal.append(String.format("\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    /**
     * Text for a comment: what could end the comment or be read as a Unicode escape (JLS 3.3) is replaced, and so is
     * whatever is not printable ASCII.
     */
    public static String comment(String text) {
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
    public static String ascii(String source) {
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
