package io.github.cnnc.compiler.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each code means, with an example that gives it and one that does not: the resources {@code explain/CNNxxx.md}. The
 * examples stand in fences {@code ```cnn wrong} and {@code ```cnn right}; what follows these words says how they are
 * compiled.
 */
public final class Explanations {

    private static final Pattern FENCE = Pattern.compile("```cnn (wrong|right)([^\\n]*)\\n(.*?)```", Pattern.DOTALL);

    /**
     * An example of an explanation.
     *
     * @param text a complete file
     * @param definitions values from outside, {@code -D name=value}
     * @param unrollFully whether code is generated for it with {@code --unroll=full}
     */
    public record Example(String text, Map<String, String> definitions, boolean unrollFully) {

        public Example {
            definitions = new LinkedHashMap<>(definitions);
        }
    }

    private Explanations() {}

    /** The explanation as Markdown. */
    public static Optional<String> of(Code code) {
        try (InputStream resource = Explanations.class.getResourceAsStream("explain/" + code + ".md")) {
            return resource == null
                    ? Optional.empty()
                    : Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example that gives the code. */
    public static Example wrong(Code code) {
        return example(code, "wrong");
    }

    /** The same, mended. */
    public static Example right(Code code) {
        return example(code, "right");
    }

    private static Example example(Code code, String which) {
        Matcher fence = FENCE.matcher(of(code).orElse(""));
        while (fence.find()) {
            if (fence.group(1).equals(which)) {
                return example(fence.group(3), List.of(fence.group(2).trim().split("\\s+")));
            }
        }
        throw new NoSuchElementException("no " + which + " example of " + code);
    }

    /** {@code -D q=3}, {@code unroll=full}, {@code times=20}: the last line stands so many times. */
    private static Example example(String text, List<String> options) {
        Map<String, String> definitions = new LinkedHashMap<>();
        StringBuilder whole = new StringBuilder(text);
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals("-D")) {
                String[] definition = options.get(i + 1).split("=", 2);
                definitions.put(definition[0], definition[1]);
            } else if (options.get(i).startsWith("times=")) {
                int times = Integer.parseInt(options.get(i).substring("times=".length()));
                String last = text.substring(text.stripTrailing().lastIndexOf('\n') + 1);
                whole.append(last.repeat(times - 1));
            }
        }
        return new Example(whole.toString(), definitions, options.contains("unroll=full"));
    }
}
