package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.runtime.Gelu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
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

    private final CodeBlock.Builder block = CodeBlock.builder();

    /** The lines so far, to tell one text from another in less time than JavaPoet takes to write it. */
    private final StringBuilder text = new StringBuilder();

    /** {@code text;} with {@link String#format} arguments for {@code %s} and {@code %d}. */
    Code line(String text, Object... args) {
        add(text, args, (format, types) -> block.addStatement(format, types));
        return this;
    }

    /** Opens {@code text { }. */
    Code begin(String text, Object... args) {
        add(text, args, (format, types) -> block.beginControlFlow(format, types));
        return this;
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
        text.append("{\n");
        block.add("{\n").indent();
        return this;
    }

    /** {@code } else { }. */
    Code otherwise() {
        text.append("else\n");
        block.nextControlFlow("else");
        return this;
    }

    /** Closes what was opened last. */
    Code end() {
        text.append("}\n");
        block.endControlFlow();
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
        return block.build();
    }

    private void add(String text, Object[] args, Sink sink) {
        String line = args.length == 0 ? text : String.format(java.util.Locale.ROOT, text, args);
        this.text.append(line).append('\n');
        List<Object> types = new ArrayList<>();
        Matcher names = NAMES.matcher(line.replace("$", "$$"));
        String format = names.replaceAll(name -> {
            types.add(LIBRARY.get(name.group()));
            return Matcher.quoteReplacement("$T");
        });
        sink.add(format, types.toArray());
    }

    private interface Sink {
        void add(String format, Object[] types);
    }
}
