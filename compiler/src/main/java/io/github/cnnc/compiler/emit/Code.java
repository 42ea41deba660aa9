package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.runtime.Gelu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The statements of one method. Lines are plain text; the few library classes they name become JavaPoet type
 * references, so that a network may be called Math. Nothing from user text enters here but numbers.
 */
final class Code {

    private static final Map<String, ClassName> LIBRARY = Map.of(
            "Math", ClassName.get(Math.class),
            "System", ClassName.get(System.class),
            "Float", ClassName.get(Float.class),
            "Double", ClassName.get(Double.class),
            "Gelu", ClassName.get(Gelu.class),
            "Arrays", ClassName.get(java.util.Arrays.class),
            "FloatVector", ClassName.get("jdk.incubator.vector", "FloatVector"),
            "IntVector", ClassName.get("jdk.incubator.vector", "IntVector"),
            "VectorOperators", ClassName.get("jdk.incubator.vector", "VectorOperators"));

    private static final Pattern NAMES =
            Pattern.compile("\\b(Math|System|Float|Double|Gelu|Arrays|FloatVector|IntVector|VectorOperators)(?=[. ])");

    /** In JavaPoet's format, with names for types: it is given to JavaPoet in one piece, for line by line takes it several times as long. */
    private final StringBuilder text = new StringBuilder();

    /** {@code text;} with {@link String#format} arguments for {@code %s} and {@code %d}. */
    Code line(String text, Object... args) {
        return add(text, args, ";\n");
    }

    /** Opens {@code text { }. */
    Code begin(String text, Object... args) {
        return add(text, args, " {\n$>");
    }

    /** Opens {@code for (int i = from; i < to; i += step) { }. */
    Code loop(String i, int from, int to, int step) {
        return begin("for (int %s = %d; %s < %d; %s)", i, from, i, to, step == 1 ? i + "++" : i + " += " + step);
    }

    /** Opens {@code for (int i = 0; i < count; i++) { }. */
    Code loop(String i, int count) {
        return loop(i, 0, count, 1);
    }

    /**
     * Opens a loop over tiles, in which {@code i} is the first index of each. Where they do not fit, the last one
     * overlaps the one before.
     */
    Code tiles(String i, int size, int tile) {
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
    Code tiles(String i, String name, int size, int tile) {
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
    Code begin() {
        text.append("{\n$>");
        return this;
    }

    /** {@code } else { }. */
    Code otherwise() {
        text.append("$<} else {\n$>");
        return this;
    }

    /** Closes what was opened last. */
    Code end() {
        text.append("$<}\n");
        return this;
    }

    /** Closes the {@code count} that were opened last. */
    Code end(int count) {
        for (int i = 0; i < count; i++) {
            end();
        }
        return this;
    }

    /** What was written so far, equal for equal code alone. */
    String text() {
        return text.toString();
    }

    CodeBlock build() {
        List<Object> types = new ArrayList<>();
        String format = NAMES.matcher(text).replaceAll(name -> {
            types.add(LIBRARY.get(name.group()));
            return "\\$T";
        });
        return CodeBlock.of(format, types.toArray());
    }

    private Code add(String text, Object[] args, String end) {
        String line = args.length == 0 ? text : String.format(Locale.ROOT, text, args);
        this.text.append(line.replace("$", "$$")).append(end);
        return this;
    }
}
