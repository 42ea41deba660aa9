package io.github.cnnc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command lines that documents show: in blocks, in the running text, in comments of samples and in every {@code --help}. */
final class CommandLines {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)[^\n]*\n(.*?)^```$");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern COMMENT = Pattern.compile("(?m)^#\\s+(cnnc .*)$");

    /** Blocks in these languages are texts of their own, which other tests compile. */
    private static final Set<String> LANGUAGES = Set.of("cnn", "java", "xml", "python");

    private static final Pattern COMMAND =
            Pattern.compile("(?:\\w+=\\S+ )*(?:\\./cnnc|cnnc|mvn|java|javac|python3?|benchmarks/run)(?: .*|$)");

    /** {@code FILE}, {@code OUT.svg}, {@code FILE...}: the line says what may stand there. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[?[A-Z]+(\\.\\w+|\\.\\.\\.)?]?");

    private CommandLines() {}

    /** All of them, each once, {@code ./cnnc} and {@code cnnc} alike. */
    static List<String> all(List<String> commands) throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        for (Path document : documents()) {
            String text = Files.readString(document);
            if (document.toString().endsWith(".md")) {
                lines.addAll(ofMarkdown(text));
            } else {
                COMMENT.matcher(text).results().map(line -> line.group(1)).forEach(lines::add);
            }
        }
        lines.addAll(ofHelp(Ran.of("--help").out()));
        commands.forEach(
                command -> lines.addAll(ofHelp(Ran.of(command, "--help").out())));
        return lines.stream()
                .map(line -> line.replaceFirst("^\\./", "").strip())
                .distinct()
                .toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Ran.ROOT)) {
            return files.filter(file -> file.endsWith("README.md")
                            || file.toString().endsWith(".cnn") && !file.startsWith(Ran.ROOT.resolve("samples/bad")))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> ofMarkdown(String text) {
        List<String> lines = new ArrayList<>();
        for (MatchResult fence : FENCE.matcher(text).results().toList()) {
            if (!LANGUAGES.contains(fence.group(1))) {
                joined(fence.group(2))
                        .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
                        .filter(CommandLines::isCommand)
                        .forEach(lines::add);
            }
        }
        String prose = FENCE.matcher(text).replaceAll("");
        joined(prose)
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .filter(CommandLines::isCommand)
                .forEach(lines::add);
        SPAN.matcher(prose)
                .results()
                .map(span -> span.group(1).replaceAll("\\s+", " "))
                .filter(CommandLines::isWhole)
                .forEach(lines::add);
        return lines;
    }

    /** Examples are indented by two; further lines of one by more. */
    private static List<String> ofHelp(String help) {
        return joined(help)
                .filter(line -> line.startsWith("  cnnc "))
                // Behind three spaces the example is explained.
                .map(line -> line.strip().replaceFirst("\\s{3,}.*", ""))
                .toList();
    }

    /** With the lines that a backslash continues. */
    private static Stream<String> joined(String text) {
        return text.replaceAll("\\\\\n\\s*", "").lines();
    }

    private static boolean isCommand(String line) {
        return COMMAND.matcher(line).matches();
    }

    /** {@code cnnc table} alone is the name of a command, {@code cnnc dump --stage} that of an option: they are no lines. */
    private static boolean isWhole(String span) {
        String[] words = span.split(" ");
        return (words[0].equals("./cnnc") || words[0].equals("cnnc"))
                && Stream.of(words).skip(2).anyMatch(word -> !word.startsWith("-"))
                && Stream.of(words).noneMatch(word -> PLACEHOLDER.matcher(word).matches());
    }
}
