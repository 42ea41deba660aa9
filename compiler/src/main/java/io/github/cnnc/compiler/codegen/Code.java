package io.github.cnnc.compiler.codegen;

import java.util.Locale;

/**
 * The statements of one method. Lines are plain text; the printer replaces the few library classes they name by references, so that a
 * network may be called Math. Nothing from user text enters here but numbers.
 */
public final class Code {

    /** What a printer replaces by more indentation from here on. */
    public static final String INDENT = "\u0001";

    /** The same for less. */
    public static final String UNINDENT = "\u0002";

    private final StringBuilder text = new StringBuilder();

    /** {@code text;} with {@link String#format} arguments for {@code %s} and {@code %d}. */
    public Code line(String text, Object... args) {
        return add(text, args, ";\n");
    }

    /** Opens {@code text { }. */
    public Code begin(String text, Object... args) {
        return add(text, args, " {\n" + INDENT);
    }

    /** Opens {@code for (int i = from; i < to; i += step) { }. */
    public Code loop(String i, int from, int to, int step) {
        return begin("for (int %s = %d; %s < %d; %s)", i, from, i, to, step == 1 ? i + "++" : i + " += " + step);
    }

    /** Opens {@code for (int i = 0; i < count; i++) { }. */
    public Code loop(String i, int count) {
        return loop(i, 0, count, 1);
    }

    /**
     * Opens a loop over tiles, in which {@code i} is the first index of each. Where they do not fit, the last one
     * overlaps the one before.
     */
    public Code tiles(String i, int size, int tile) {
        if (size % tile == 0) {
            return loop(i, 0, size, tile);
        }
        loop(i + "Tile", 0, (size + tile - 1) / tile, 1);
        return line("int %s = Math.min(%sTile * %d, %d)", i, i, tile, size - tile);
    }

    /**
     * Opens a loop over tiles as {@link #tiles(String, int, int)}.
     *
     * @param name what {@code size} is called where the loop stands; loops that differ in nothing else have one text
     */
    public Code tiles(String i, String name, int size, int tile) {
        if (size == tile) {
            return begin().line("int %s = 0", i);
        }
        if (size % tile == 0) {
            return begin("for (int %s = 0; %s < %s; %s += %d)", i, i, name, i, tile);
        }
        begin("for (int %sTile = 0; %sTile < %s; %sTile += %d)", i, i, name, i, tile);
        return line("int %s = Math.min(%sTile, %s - %d)", i, i, name, tile);
    }

    /** Opens a scope. */
    public Code begin() {
        text.append("{\n" + INDENT);
        return this;
    }

    /** {@code } else { }. */
    public Code otherwise() {
        text.append(UNINDENT + "} else {\n" + INDENT);
        return this;
    }

    /** Closes what was opened last. */
    public Code end() {
        text.append(UNINDENT + "}\n");
        return this;
    }

    /** Closes the {@code count} that were opened last. */
    public Code end(int count) {
        for (int i = 0; i < count; i++) {
            end();
        }
        return this;
    }

    /** Adds the statements of other code. */
    public Code add(Code other) {
        text.append(other.text);
        return this;
    }

    /** What was written so far, equal for equal code alone. */
    public String text() {
        return text.toString();
    }

    private Code add(String text, Object[] args, String end) {
        String line = args.length == 0 ? text : String.format(Locale.ROOT, text, args);
        this.text.append(line).append(end);
        return this;
    }
}
