package io.github.cnnc.cli;

/** Text from files, made fit for a terminal: nothing in it that a terminal would obey. */
final class Printable {

    private Printable() {}

    /** One line: control and format characters become {@code ?}. */
    static String line(String text) {
        return clean(text, false);
    }

    /** The same for several lines, whose ends stay. */
    static String lines(String text) {
        return clean(text, true);
    }

    private static String clean(String text, boolean newlines) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean kept = newlines && c == '\n' || !Character.isISOControl(c) && !isInvisible(Character.getType(c));
            out.appendCodePoint(kept ? c : '?');
        });
        return out.toString();
    }

    private static boolean isInvisible(int type) {
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
